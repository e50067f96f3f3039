/** A file in an opened ZIP, for those that show what is in it. */
export interface ArchiveFile {
  /** As the ZIP states it: to be shown and compared, never to be used as a path. */
  readonly path: string;
  /** Bytes, unpacked, as the ZIP states them. */
  readonly size: number;
}
