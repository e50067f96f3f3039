import JSZip from 'jszip';

/** What an export of the engine looks like, made small. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'abc123.stl': 'solid '.repeat(2000),
  'report.json': '{"id":"abc123","fictional":true}',
  'LICENSE.txt': '© OpenStreetMap contributors, ODbL 1.0',
};

/** The bytes of a ZIP, compressed. Names are taken as they are. */
export async function zipBytes(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip();
  for (const [name, data] of Object.entries(files)) zip.file(name, data, { createFolders: false });
  return (await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })) as Uint8Array<ArrayBuffer>;
}

/** The same bytes with `change` applied to a copy. */
export function changed(bytes: Uint8Array<ArrayBuffer>, change: (copy: Uint8Array<ArrayBuffer>) => void) {
  const copy = bytes.slice();
  change(copy);
  return copy;
}

/** Where a signature (`PK` and two bytes) stands, the `occurrence`-th time. */
export function findSignature(bytes: Uint8Array, [a, b]: readonly [number, number], occurrence = 0): number {
  let seen = 0;
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || bytes[at + 2] !== a || bytes[at + 3] !== b) continue;
    if (seen++ === occurrence) return at;
  }
  throw new Error('The signature does not occur.');
}

export const LOCAL_HEADER = [3, 4] as const;
export const DIRECTORY_HEADER = [1, 2] as const;
