import type { ColouredGeometry } from './coloured-geometry.ts';
import type { Placement } from './placement.ts';

const LINE_FEED = 10;

/**
 * The geometry that a binary PLY begins with, its first vertex exchanged with another one of its colour where its first byte
 * would be a line feed: assimp takes that for the end of the header's last line and reads all that follows a byte too late.
 * @param positions `x, y, z` in local metres of the layer's vertices
 */
export function startingSafely(
  geometry: ColouredGeometry,
  positions: Float64Array,
  { factors, offsets }: Placement,
): ColouredGeometry {
  const { vertices, firstVertices } = geometry;
  const startsSafely = (number: number) =>
    firstByte(positions[vertices[number]! * 3]! * factors[0] + offsets[0]) !== LINE_FEED;
  if (vertices.length === 0 || startsSafely(0)) return geometry;
  for (let number = 1; number < firstVertices[1]!; number++) {
    if (startsSafely(number)) return exchanged(geometry, number);
  }
  return geometry;
}

function exchanged(geometry: ColouredGeometry, number: number): ColouredGeometry {
  const vertices = geometry.vertices.slice();
  [vertices[0], vertices[number]] = [vertices[number]!, vertices[0]!];
  const normals = geometry.normals?.slice();
  for (let axis = 0; normals && axis < 3; axis++) {
    [normals[axis], normals[3 * number + axis]] = [normals[3 * number + axis]!, normals[axis]!];
  }
  const triangles = geometry.triangles.map((vertex) => (vertex === 0 ? number : vertex === number ? 0 : vertex));
  return { ...geometry, vertices, triangles, ...(normals && { normals }) };
}

/** The lowest byte of a number in 32 bits. */
function firstByte(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value, true);
  return view.getUint8(0);
}
