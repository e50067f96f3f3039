/** Where finished ZIPs outlive the page. */
export interface ZipStore {
  /**
   * Keeps a ZIP; it is there as a whole or not at all.
   * @throws ExportError `no-room` where the browser gives no more space
   */
  keep(key: string, zip: Blob): Promise<void>;
  read(key: string): Promise<Blob | undefined>;
  /** What is not there is gone already. */
  delete(key: string): Promise<void>;
  /** Bytes of each kept ZIP, by key. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** Bytes that this site may keep in all; undefined where the browser does not tell. */
  quota(): Promise<number | undefined>;
}
