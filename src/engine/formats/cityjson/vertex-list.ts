import type { ByteWriter } from '../byte-writer.ts';
import { NUMBER_BYTES, putInteger } from '../fixed-number.ts';
import { putShort, shortText } from '../prepared-text.ts';
import type { VertexTable } from '../vertex-table.ts';

const COMMA = 44;
/** Vertices between two looks for finished chunks. */
const BATCH = 512;
/** Room for a vertex with its brackets. */
const VERTEX_BYTES = 4 * NUMBER_BYTES;
const OPEN = shortText('[');
const JOINT = shortText('],[');

/** Writes all vertices as a list of lists of whole numbers. */
export function* writeVertices(out: ByteWriter, { values }: VertexTable): Generator<Uint8Array> {
  out.text('[');
  for (let from = 0; from < values.length; from += 3 * BATCH) {
    putVertices(out, values, from, Math.min(from + 3 * BATCH, values.length));
    yield* out.takeFinished();
  }
  out.text(values.length > 0 ? ']]' : ']');
}

function putVertices(out: ByteWriter, values: ArrayLike<number>, from: number, end: number): void {
  let at = out.room(((end - from) / 3) * VERTEX_BYTES);
  const { view } = out;
  for (let i = from; i < end; i += 3) {
    at = putShort(view, at, i === 0 ? OPEN : JOINT);
    at = putInteger(view, at, values[i]!);
    view.setUint8(at, COMMA);
    at = putInteger(view, at + 1, values[i + 1]!);
    view.setUint8(at, COMMA);
    at = putInteger(view, at + 1, values[i + 2]!);
  }
  out.end(at);
}
