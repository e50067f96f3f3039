import { expect, type Page } from '@playwright/test';
import { NETWORK_ERRORS, test } from './cityclip-test.ts';
import { offline } from './services.ts';

test.use({ allowedErrors: [NETWORK_ERRORS] });

/** The texts of what lies over a grip of the box, among the things that lie over the map. */
function coversOfBox(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const grips = [...document.querySelectorAll('button[data-grip]')].map((grip) => grip.getBoundingClientRect());
    if (grips.length === 0) return ['nothing: the box has no grips'];
    return [...document.querySelectorAll('[data-covers-map]')].flatMap((cover) => {
      const { left, top, right, bottom } = cover.getBoundingClientRect();
      const isOver = grips.some(
        (grip) => grip.left < right && grip.right > left && grip.top < bottom && grip.bottom > top,
      );
      return isOver ? [cover.textContent ?? ''] : [];
    });
  });
}

for (const { name, viewport } of [
  { name: 'on a wide page', viewport: { width: 1280, height: 800 } },
  { name: 'on a small phone', viewport: { width: 320, height: 640 } },
]) {
  test.describe(name, () => {
    test.use({ viewport });

    test('neither notices nor the exports lie over the box', async ({ city, context, page }) => {
      await offline(context);
      await city.open();
      await expect(page.getByText('No base map')).toBeVisible();
      await expect.poll(() => coversOfBox(page)).toEqual([]);
      await city.typeCenter([0, 0], [2000, 2000]);
      await expect.poll(() => coversOfBox(page)).toEqual([]);
      await city.export();
      await expect.poll(() => coversOfBox(page)).toEqual([]);
    });
  });
}
