import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Nothing that axe finds in the page as it is now: WCAG 2.2 A and AA, and good practice. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.evaluate(endOfMotion);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, `what axe finds ${state}`).toEqual([]);
}

/** Colours on their way from one to another are no state of the page; what moves for ever is. */
async function endOfMotion(): Promise<void> {
  const passing = document.getAnimations().filter((motion) => motion.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(passing.map(({ finished }) => finished));
}
