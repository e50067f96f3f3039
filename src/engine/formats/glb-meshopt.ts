import { MeshoptEncoder } from 'meshoptimizer/encoder';
import type { EncodedView, ViewKind } from './glb-views.ts';

/** Bits of a position's mantissa: at 2 km from the origin a step is a quarter of a millimetre. */
const POSITION_BITS = 24;
/** Bits of a normal's coordinates. */
const NORMAL_BITS = 8;

/** Waits until the compressor is loaded. */
export function loadMeshopt(): Promise<void> {
  return MeshoptEncoder.ready;
}

/**
 * Compresses a view for EXT_meshopt_compression: positions with the exponential filter (one exponent per axis), normals
 * with the octahedral one (four signed bytes), indices as triangles.
 */
export function meshoptView(
  kind: ViewKind,
  values: Float32Array | Uint16Array | Uint32Array,
  count: number,
): EncodedView {
  if (kind === 'position') {
    const filtered = MeshoptEncoder.encodeFilterExp(
      values as Float32Array,
      count,
      12,
      POSITION_BITS,
      'SharedComponent',
    );
    return {
      ...compressed(kind, filtered, count, 12, 'ATTRIBUTES', 'EXPONENTIAL'),
      decoded: decodeExponential(filtered),
    };
  }
  if (kind === 'normal') {
    const filtered = MeshoptEncoder.encodeFilterOct(withFourth(values as Float32Array), count, 4, NORMAL_BITS);
    return compressed(kind, filtered, count, 4, 'ATTRIBUTES', 'OCTAHEDRAL');
  }
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return compressed(kind, bytes, count, values.BYTES_PER_ELEMENT, 'TRIANGLES');
}

function compressed(
  kind: ViewKind,
  bytes: Uint8Array,
  count: number,
  stride: number,
  mode: 'ATTRIBUTES' | 'TRIANGLES',
  filter?: string,
): EncodedView {
  // Version 0 is what the extension's specification allows.
  const encoded = MeshoptEncoder.encodeGltfBuffer(bytes, count, stride, mode, 0);
  const padded = new Uint8Array(Math.ceil(encoded.length / 4) * 4);
  padded.set(encoded);
  const compression = { mode, ...(filter !== undefined && { filter }), byteLength: encoded.length };
  return { kind, stride, count, bytes: padded, compression };
}

/** The filter's values as a reader decodes them: a mantissa of 24 bits and an exponent of 8, both signed. */
function decodeExponential(filtered: Uint8Array): Float32Array {
  const words = new Int32Array(filtered.buffer, filtered.byteOffset, filtered.byteLength / 4);
  return Float32Array.from(words, (word) => ((word << 8) >> 8) * 2 ** (word >> 24));
}

/** Triples as quadruples with a last number of 0. */
function withFourth(triples: Float32Array): Float32Array {
  const quadruples = new Float32Array((triples.length / 3) * 4);
  for (let i = 0; i < triples.length / 3; i++) quadruples.set(triples.subarray(i * 3, i * 3 + 3), i * 4);
  return quadruples;
}
