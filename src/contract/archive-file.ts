/** A file in an opened ZIP, for those that show what is in it. */
export interface ArchiveFile {
  /** As the ZIP states it: to be shown and compared, never to be used as a path. */
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Unpacks it. @throws ExportError `bad-file` where it is damaged; the signal's reason when aborted */
  read(signal: AbortSignal): Promise<Blob>;
}
