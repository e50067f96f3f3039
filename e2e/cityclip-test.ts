import { test as base, expect } from '@playwright/test';
import { CityclipPage } from './cityclip-page.ts';

interface CityclipFixtures {
  /** Console errors that a test causes on purpose, such as those of a network that it cuts. */
  readonly allowedErrors: readonly RegExp[];
  readonly city: CityclipPage;
}

/** Playwright's `test` with the page's driver; an error in the page or its console that is not allowed fails the test. */
export const test = base.extend<CityclipFixtures>({
  allowedErrors: [[], { option: true }],
  city: async ({ page, context, allowedErrors }, use) => {
    const errors: string[] = [];
    context.on('weberror', (error) => errors.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await use(new CityclipPage(page));
    const unexpected = errors.filter((text) => !allowedErrors.some((allowed) => allowed.test(text)));
    expect(unexpected, 'unexpected errors in the page').toEqual([]);
  },
});

/** What Chromium writes when a request is cut or answered with an error status. */
export const NETWORK_ERRORS = /^Failed to load resource: /;
