import { expect } from 'vitest';
import { ExportError, type Failure } from '../contract/errors.ts';

/** What something failed with, which must be an `ExportError`. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const thrown = await promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ExportError);
  return (thrown as ExportError).failure;
}
