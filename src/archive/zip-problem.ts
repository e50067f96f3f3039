/** Why a ZIP's table of contents cannot be read. */
export type ZipProblemKind = 'no-end' | 'damaged' | 'too-long';

/** Thrown while a ZIP is read; {@link readFailure} puts it into words. */
export class ZipProblem extends Error {
  readonly kind: ZipProblemKind;

  constructor(kind: ZipProblemKind) {
    super(`The ZIP cannot be read: ${kind}.`);
    this.kind = kind;
  }
}
