import type { OutputFile, PlainFile } from '../engine/formats/format.ts';

/** Triangles as a reader of a file sees them: nine coordinates each. */
export type Soup = number[];

/** A group of triangles in a file. */
export interface ReadGroup {
  readonly layer: string;
  readonly id: string;
  readonly soup: Soup;
  /** The material of each triangle, where the format has materials. */
  readonly materials: readonly string[];
}

/** All bytes of a file, whether or not they must be waited for. */
export async function readFile({ chunks }: Pick<OutputFile, 'chunks'>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return fileBytes({ chunks: parts });
}

/** All bytes of a file. */
export function fileBytes({ chunks }: Pick<PlainFile, 'chunks'>): Uint8Array<ArrayBuffer> {
  const parts = [...chunks];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** All of a file as UTF-8 text; fails on bytes that are none. */
export function fileText(file: Pick<PlainFile, 'chunks'>): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(fileBytes(file));
}

/** Reads a binary STL: triangles, the normals that the file gives, and the header. */
export function readStl(bytes: Uint8Array<ArrayBuffer>): { header: string; soup: Soup; normals: number[] } {
  const view = new DataView(bytes.buffer);
  const count = view.getUint32(80, true);
  if (bytes.length !== 84 + count * 50) throw new Error(`${bytes.length} bytes are not ${count} triangles`);
  const soup: Soup = [];
  const normals: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 12; k++) (k < 3 ? normals : soup).push(view.getFloat32(84 + i * 50 + k * 4, true));
  }
  return { header: new TextDecoder().decode(bytes.subarray(0, 80)), soup, normals };
}

/** Reads an OBJ of triangles; fails on a keyword that it does not know. */
export function readObj(text: string): { library: string | undefined; groups: ReadGroup[]; comments: string[] } {
  const vertices: number[][] = [];
  const groups: (ReadGroup & { materials: string[] })[] = [];
  const comments: string[] = [];
  let library: string | undefined;
  let layer = '';
  let material = '';
  for (const line of text.split('\n')) {
    const [keyword, ...words] = line.split(' ');
    if (keyword === '#') comments.push(line.slice(2));
    else if (keyword === 'v') vertices.push(words.map(Number));
    else if (keyword === 'mtllib') library = words.join(' ');
    else if (keyword === 'o') layer = words.join(' ');
    else if (keyword === 'g') groups.push({ layer, id: words.join(' '), soup: [], materials: [] });
    else if (keyword === 'usemtl') material = words.join(' ');
    else if (keyword === 'f') {
      const group = groups.at(-1)!;
      group.soup.push(...words.flatMap((word) => vertices[Number(word) - 1]!));
      group.materials.push(material);
    } else if (keyword !== '') throw new Error(`unknown line: ${line}`);
  }
  return { library, groups, comments };
}

/** A record of a DXF: its tags up to the next group 0. */
export type DxfRecord = readonly (readonly [code: number, value: string])[];

/** The value of a record's first tag with a group code. */
export function dxfValue(record: DxfRecord, code: number): string {
  const tag = record.find(([tagCode]) => tagCode === code);
  if (!tag) throw new Error(`${record[0]?.[1]} has no group ${code}`);
  return tag[1];
}

/** Cuts a DXF into records; comments go. */
export function dxfRecords(text: string): DxfRecord[] {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length % 2 !== 0) throw new Error('not pairs of lines');
  const records: [number, string][][] = [];
  for (let i = 0; i < lines.length; i += 2) {
    if (!/^\d+$/.test(lines[i]!)) throw new Error(`not a group code: ${lines[i]}`);
    const code = Number(lines[i]);
    if (code === 0) records.push([]);
    if (code !== 999) records.at(-1)!.push([code, lines[i + 1]!]);
  }
  return records;
}

/** Reads the polyface meshes of a DXF, one group each. */
export function readDxf(text: string): ReadGroup[] {
  const groups: ReadGroup[] = [];
  let vertices: number[][] = [];
  for (const record of dxfRecords(text)) {
    if (record[0]![1] === 'POLYLINE') {
      groups.push({ layer: dxfValue(record, 8), id: dxfValue(record, 1000), soup: [], materials: [] });
      vertices = [];
    }
    if (record[0]![1] !== 'VERTEX') continue;
    if (dxfValue(record, 70) === '192') vertices.push([10, 20, 30].map((code) => Number(dxfValue(record, code))));
    else groups.at(-1)!.soup.push(...[71, 72, 73].flatMap((code) => vertices[Number(dxfValue(record, code)) - 1]!));
  }
  return groups;
}

/** What triangles enclose. */
export interface SoupFacts {
  readonly triangles: number;
  readonly volume: number;
  readonly min: readonly number[];
  readonly max: readonly number[];
  /** Directed edges without a partner in the other direction: 0 where the triangles are closed. */
  readonly unpaired: number;
}

/** Measures triangles; corners are the same where their coordinates are. */
export function soupFacts(soup: Soup): SoupFacts {
  const balance = new Map<string, number>();
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  let volume = 0;
  for (let i = 0; i < soup.length; i += 9) {
    const corners = [0, 3, 6].map((k) => soup.slice(i + k, i + k + 3)) as [number[], number[], number[]];
    volume += determinant(...corners) / 6;
    for (const corner of corners) {
      for (let axis = 0; axis < 3; axis++) {
        min[axis] = Math.min(min[axis]!, corner[axis]!);
        max[axis] = Math.max(max[axis]!, corner[axis]!);
      }
    }
    for (let k = 0; k < 3; k++) {
      const [from, to] = [corners[k]!.join(), corners[(k + 1) % 3]!.join()];
      const key = from < to ? `${from} ${to}` : `${to} ${from}`;
      balance.set(key, (balance.get(key) ?? 0) + (from < to ? 1 : -1));
    }
  }
  const unpaired = [...balance.values()].reduce((sum, value) => sum + Math.abs(value), 0);
  return { triangles: soup.length / 9, volume, min, max, unpaired };
}

function determinant(a: number[], b: number[], c: number[]): number {
  return (
    a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) +
    a[1]! * (b[2]! * c[0]! - b[0]! * c[2]!) +
    a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!)
  );
}

/** The triangles of a body, or of a whole layer, as they are in memory. */
export function meshSoup(
  { positions, triangles }: { readonly positions: Float64Array; readonly triangles: Uint32Array },
  { firstTriangle, triangleCount } = { firstTriangle: 0, triangleCount: triangles.length / 3 },
): Soup {
  const soup: Soup = [];
  for (let i = firstTriangle * 3; i < (firstTriangle + triangleCount) * 3; i++) {
    const from = triangles[i]! * 3;
    soup.push(positions[from]!, positions[from + 1]!, positions[from + 2]!);
  }
  return soup;
}
