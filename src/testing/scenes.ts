import type { LayerId } from '../contract/layers.ts';
import { type Body, type LayerMesh, SURFACES, type SurfaceId } from '../engine/mesh/layer-mesh.ts';

/** A position in local metres. */
export type Point3 = readonly [x: number, y: number, z: number];

const TERRAIN_SIDES = { bottom: 'base', side: 'skirt', top: 'ground' } as const;
const BUILDING_SIDES = { bottom: 'underside', side: 'wall', top: 'roof' } as const;

/** A layer of one box. */
export function boxMesh(layer: LayerId, id: string, min: Point3, max: Point3, name?: string): LayerMesh {
  const corners: [number, number][] = [
    [min[0], min[1]],
    [max[0], min[1]],
    [max[0], max[1]],
    [min[0], max[1]],
  ];
  return prismMesh(layer, id, corners, min[2], max[2], name);
}

/** A layer of one upright prism over a convex, counter-clockwise outline. */
export function prismMesh(
  layer: LayerId,
  id: string,
  outline: readonly (readonly [x: number, y: number])[],
  bottom: number,
  top: number,
  name?: string,
): LayerMesh {
  const count = outline.length;
  const triangles: number[] = [];
  const surfaces: number[] = [];
  const add = (surface: SurfaceId, ...corners: number[]) => {
    triangles.push(...corners);
    surfaces.push(SURFACES.indexOf(surface));
  };
  const { bottom: floor, side, top: roof } = layer === 'terrain' ? TERRAIN_SIDES : BUILDING_SIDES;
  for (let i = 2; i < count; i++) add(floor, 0, i, i - 1);
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % count;
    add(side, i, next, count + next);
    add(side, i, count + next, count + i);
  }
  for (let i = 2; i < count; i++) add(roof, count, count + i - 1, count + i);
  const at = (z: number) => outline.flatMap(([x, y]) => [x, y, z]);
  return {
    layer,
    positions: Float64Array.from([...at(bottom), ...at(top)]),
    triangles: Uint32Array.from(triangles),
    surfaces: Uint8Array.from(surfaces),
    bodies: [{ id, ...(name !== undefined && { name }), firstTriangle: 0, triangleCount: surfaces.length }],
  };
}

/** All bodies of some meshes of one layer in one mesh. */
export function joinMeshes(layer: LayerId, meshes: readonly LayerMesh[]): LayerMesh {
  let vertices = 0;
  let firstTriangle = 0;
  const triangles: number[] = [];
  const bodies: Body[] = [];
  for (const mesh of meshes) {
    for (const vertex of mesh.triangles) triangles.push(vertex + vertices);
    for (const body of mesh.bodies) bodies.push({ ...body, firstTriangle: body.firstTriangle + firstTriangle });
    vertices += mesh.positions.length / 3;
    firstTriangle += mesh.surfaces.length;
  }
  return {
    layer,
    positions: Float64Array.from(meshes.flatMap(({ positions }) => [...positions])),
    triangles: Uint32Array.from(triangles),
    surfaces: Uint8Array.from(meshes.flatMap((mesh) => [...mesh.surfaces])),
    bodies,
  };
}

/** A hilly ground of `cells × cells` squares of a metre, one closed body of `4·cells² + 8·cells` triangles. */
export function hillsMesh(cells: number): LayerMesh {
  const side = cells + 1;
  const positions = new Float64Array(side * side * 6);
  for (let i = 0; i < side * side; i++) {
    const x = (i % side) - cells / 2;
    const y = Math.floor(i / side) - cells / 2;
    const hill = Math.round((5 + 3 * Math.sin(x / 9) * Math.cos(y / 7)) * 1000) / 1000;
    positions.set([x, y, hill], i * 3);
    positions.set([x, y, -10], (side * side + i) * 3);
  }
  return { layer: 'terrain', positions, ...slabTriangles(cells) };
}

function slabTriangles(cells: number): Pick<LayerMesh, 'triangles' | 'surfaces' | 'bodies'> {
  const side = cells + 1;
  const low = side * side;
  const count = 4 * cells * cells + 8 * cells;
  const triangles = new Uint32Array(count * 3);
  const surfaces = new Uint8Array(count);
  let triangle = 0;
  const addSquare = (surface: SurfaceId, a: number, b: number, c: number, d: number) => {
    surfaces.fill(SURFACES.indexOf(surface), triangle, triangle + 2);
    triangles.set([a, b, c, a, c, d], triangle * 3);
    triangle += 2;
  };
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const a = row * side + column;
      addSquare('ground', a, a + 1, a + side + 1, a + side);
      addSquare('base', a + low, a + side + low, a + side + 1 + low, a + 1 + low);
    }
  }
  for (let i = 0; i < cells; i++) {
    const [south, north] = [i, cells * side + i];
    const [west, east] = [i * side, i * side + cells];
    addSquare('skirt', south + low, south + 1 + low, south + 1, south);
    addSquare('skirt', north + 1 + low, north + low, north, north + 1);
    addSquare('skirt', west + side + low, west + low, west, west + side);
    addSquare('skirt', east + low, east + side + low, east + side, east);
  }
  return { triangles, surfaces, bodies: [{ id: 'terrain', firstTriangle: 0, triangleCount: count }] };
}

/** A small city: hilly ground, a box, a hexagonal tower, and names as map data has them. */
export function sceneMeshes(): LayerMesh[] {
  const hexagon = Array.from({ length: 6 }, (_, i): [number, number] => {
    const angle = (i * Math.PI) / 3;
    return [Math.round(4000 * Math.cos(angle)) / 1000 + 5, Math.round(4000 * Math.sin(angle)) / 1000 - 4];
  });
  const buildings = joinMeshes('buildings', [
    boxMesh('buildings', 'way/1', [-8, -8, -1], [-2.125, -3.5, 12.345], 'Café “Zur Post” 🏰\nHinterhaus \\'),
    prismMesh('buildings', 'way/2#2', hexagon, -1.5, 30.001, '東京 tower'),
    boxMesh('buildings', 'relation/3', [-6, 2, -1], [6, 7, 9]),
  ]);
  return [hillsMesh(20), buildings];
}

/** Hilly ground whose western half is a road: two layers of one shell, closed only together. */
export function shellMeshes(): LayerMesh[] {
  const whole = hillsMesh(20);
  const { positions, triangles, surfaces } = whole;
  const isRoad = (triangle: number) =>
    surfaces[triangle] === SURFACES.indexOf('ground') && positions[triangles[triangle * 3]! * 3]! < 0;
  return (['terrain', 'roads'] as const).map((layer) => {
    const own = [...surfaces.keys()].filter((triangle) => isRoad(triangle) === (layer === 'roads'));
    const surface = SURFACES.indexOf('carriageway');
    return {
      layer,
      positions,
      triangles: Uint32Array.from(own.flatMap((i) => [...triangles.subarray(i * 3, i * 3 + 3)])),
      surfaces: Uint8Array.from(own, (i) => (layer === 'roads' ? surface : surfaces[i]!)),
      bodies: [{ id: layer, firstTriangle: 0, triangleCount: own.length }],
      shell: 'ground',
    };
  });
}
