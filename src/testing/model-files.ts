import JSZip from 'jszip';

/** Corners of a unit cube and its twelve triangles, facing outwards, z up. */
const CUBE = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [i & 1, (i >> 1) & 1, i >> 2] as const);
const CUBE_FACES = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
] as const;
const CUBE_TRIANGLES = CUBE_FACES.flatMap(([a, b, c, d]) => [
  [a, b, c],
  [a, c, d],
]);

/** A box of a hand-made file. Metres, z up. */
export interface TestBox {
  readonly layer: string;
  readonly id: string;
  readonly min: readonly [x: number, y: number, z: number];
  readonly size: readonly [x: number, y: number, z: number];
  /** sRGB, 0 to 255. */
  readonly colour: readonly [red: number, green: number, blue: number];
  readonly extras?: unknown;
}

/** A flat ground with two buildings, 40 × 30 × 21 m. */
export const TEST_BOXES: readonly TestBox[] = [
  { layer: 'terrain', id: 'ground', min: [-20, -15, -1], size: [40, 30, 1], colour: [150, 180, 120] },
  {
    layer: 'buildings',
    id: 'way/1',
    min: [-15, -10, 0],
    size: [12, 8, 20],
    colour: [200, 90, 70],
    extras: { id: 'way/1', name: 'Town hall', height: { value: 20, provenance: 'measured' } },
  },
  {
    layer: 'buildings',
    id: 'way/2',
    min: [5, 0, 0],
    size: [10, 10, 8],
    colour: [70, 110, 200],
    extras: { id: 'way/2', height: { value: 8, provenance: 'assumed' } },
  },
];

function corners({ min, size }: TestBox): [number, number, number][] {
  return CUBE.map(
    (corner) => [0, 1, 2].map((axis) => min[axis]! + corner[axis]! * size[axis]!) as [number, number, number],
  );
}

/** The boxes as a text STL. */
export function textStl(boxes = TEST_BOXES): string {
  const facets = boxes.flatMap((box) => {
    const points = corners(box).map((point) => `vertex ${point.map((value) => value.toExponential(6)).join(' ')}`);
    return CUBE_TRIANGLES.map(
      (triangle) =>
        `facet normal 0 0 0\nouter loop\n${triangle.map((i) => points[i!]).join('\n')}\nendloop\nendfacet\n`,
    );
  });
  return `solid test\n${facets.join('')}endsolid test\n`;
}

/** The boxes as 3DFACEs of a minimal DXF. */
export function faceDxf(boxes = TEST_BOXES): string {
  const faces = boxes.flatMap((box) => {
    const points = corners(box);
    return CUBE_FACES.map((face) => {
      const tags = face.map((corner, i) =>
        points[corner]!.map((value, axis) => `${10 + axis * 10 + i}\n${value}\n`).join(''),
      );
      return `0\n3DFACE\n8\n${box.layer.toUpperCase()}\n62\n5\n${tags.join('')}`;
    });
  });
  return `0\nSECTION\n2\nENTITIES\n${faces.join('')}0\nENDSEC\n0\nEOF\n`;
}

/** The boxes as a PLY with colours of vertices: text, or binary of a byte order. */
export function ply(
  encoding: 'ascii' | 'binary_little_endian' | 'binary_big_endian',
  boxes = TEST_BOXES,
): Uint8Array<ArrayBuffer> {
  const header = [
    'ply',
    `format ${encoding} 1.0`,
    'comment Units: metres',
    `element vertex ${boxes.length * 8}`,
    ...['x', 'y', 'z'].map((axis) => `property float ${axis}`),
    ...['red', 'green', 'blue'].map((colour) => `property uchar ${colour}`),
    `element face ${boxes.length * 6}`,
    'property list uchar int vertex_indices',
    'end_header\n',
  ].join('\n');
  const vertices = boxes.flatMap((box) => corners(box).map((point) => ({ point, colour: box.colour })));
  const faces = boxes.flatMap((_, i) => CUBE_FACES.map((face) => face.map((corner) => corner + i * 8)));
  if (encoding === 'ascii') {
    const lines = [...vertices.map(({ point, colour }) => [...point, ...colour]), ...faces.map((face) => [4, ...face])];
    return new TextEncoder().encode(header + lines.map((line) => `${line.join(' ')}\n`).join(''));
  }
  const view = new DataView(new ArrayBuffer(vertices.length * 15 + faces.length * 17));
  const little = encoding === 'binary_little_endian';
  let at = 0;
  for (const { point, colour } of vertices) {
    for (const [i, value] of point.entries()) view.setFloat32(at + i * 4, value, little);
    for (const [i, value] of colour.entries()) view.setUint8(at + 12 + i, value);
    at += 15;
  }
  for (const face of faces) {
    view.setUint8(at, 4);
    for (const [i, corner] of face.entries()) view.setInt32(at + 1 + i * 4, corner, little);
    at += 17;
  }
  return joined([new TextEncoder().encode(header), new Uint8Array(view.buffer)]);
}

/** The boxes as a GLB: a unit cube, placed by the nodes of the boxes, y up, with `extras`. */
export function glb(boxes = TEST_BOXES): Uint8Array<ArrayBuffer> {
  // The cube's corners turned to y up: (x, y, z) becomes (x, z, -y).
  const positions = new Uint8Array(Float32Array.from(CUBE.flatMap(([x, y, z]) => [x, z, 0 - y])).buffer);
  const indices = new Uint8Array(Uint16Array.from(CUBE_TRIANGLES.flat() as number[]).buffer);
  const layers = [...new Set(boxes.map(({ layer }) => layer))];
  const json = {
    asset: { version: '2.0' },
    scenes: [{ nodes: layers.map((_, i) => boxes.length + i) }],
    nodes: [
      ...boxes.map(({ id, min: [x, y, z], size, extras }, i) => ({
        name: id,
        mesh: i,
        translation: [x, z, 0 - y],
        scale: [size[0], size[2], size[1]],
        ...(extras !== undefined && { extras }),
      })),
      ...layers.map((name) => ({
        name,
        children: boxes.flatMap((box, i) => (box.layer === name ? [i] : [])),
      })),
    ],
    meshes: boxes.map((_, i) => ({ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: i }] })),
    materials: boxes.map(({ colour }) => ({
      pbrMetallicRoughness: { baseColorFactor: [...colour.map((value) => ((value / 255 + 0.055) / 1.055) ** 2.4), 1] },
    })),
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: 'VEC3', min: [0, 0, -1], max: [1, 1, 0] },
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: 96 },
      { buffer: 0, byteOffset: 96, byteLength: 72 },
    ],
    buffers: [{ byteLength: 168 }],
  };
  return glbFile(json, joined([positions, indices]));
}

/** A GLB of a description and a buffer. */
export function glbFile(json: unknown, binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = joined([text, new Uint8Array((4 - (text.length % 4)) % 4).fill(0x20)]);
  const words = (...values: number[]) => new Uint8Array(Uint32Array.from(values).buffer);
  return joined([
    words(0x46546c67, 2, 28 + padded.length + binary.length, padded.length, 0x4e4f534a),
    padded,
    words(binary.length, 0x004e4942),
    binary,
  ]);
}

/** The boxes as a 3MF in millimetres at a scale of 1:1000, one object per layer. */
export async function threeMf(boxes = TEST_BOXES): Promise<Uint8Array<ArrayBuffer>> {
  const layers = [...new Set(boxes.map(({ layer }) => layer))];
  const hex = ({ colour }: TestBox) => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  const objects = layers.map((layer, index) => {
    const own = boxes.filter((box) => box.layer === layer);
    const vertices = own.flatMap((box) => corners(box).map(([x, y, z]) => `<vertex x="${x}" y="${y}" z="${z}"/>`));
    const triangles = own.flatMap((box, i) =>
      CUBE_TRIANGLES.map((triangle) => {
        const [v1, v2, v3] = triangle.map((corner) => corner! + i * 8);
        return `<triangle v1="${v1}" v2="${v2}" v3="${v3}" pid="1" p1="${boxes.indexOf(box)}"/>`;
      }),
    );
    return `<object id="${index + 2}" name="${layer}" type="model"><mesh><vertices>${vertices.join('')}</vertices><triangles>${triangles.join('')}</triangles></mesh></object>`;
  });
  const zip = new JSZip();
  zip.file(
    '3D/3dmodel.model',
    `<?xml version="1.0"?><model unit="millimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><metadata name="Scale">1:1000</metadata><resources><basematerials id="1">${boxes.map((box) => `<base name="${box.id}" displaycolor="${hex(box)}"/>`).join('')}</basematerials>${objects.join('')}</resources><build>${layers.map((_, i) => `<item objectid="${i + 2}"/>`).join('')}</build></model>`,
  );
  return (await zip.generateAsync({ type: 'uint8array' })) as Uint8Array<ArrayBuffer>;
}

/** The boxes as COLLADA, z up, metres: a node for each layer, in it one for each box. */
export function dae(boxes = TEST_BOXES): string {
  const layers = [...new Set(boxes.map(({ layer }) => layer))];
  const each = (make: (box: TestBox, i: number) => string) => boxes.map(make).join('');
  return `<?xml version="1.0"?><COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">
<asset><unit name="meter" meter="1"/><up_axis>Z_UP</up_axis></asset>
<library_effects>${each(({ colour }, i) => `<effect id="e${i}"><profile_COMMON><technique sid="t"><lambert><diffuse><color>${colour.map((value) => value / 255).join(' ')} 1</color></diffuse></lambert></technique></profile_COMMON></effect>`)}</library_effects>
<library_materials>${each((_, i) => `<material id="m${i}"><instance_effect url="#e${i}"/></material>`)}</library_materials>
<library_geometries>${each((box, i) => `<geometry id="g${i}"><mesh><source id="p${i}"><float_array id="a${i}" count="24">${corners(box).flat().join(' ')}</float_array><technique_common><accessor source="#a${i}" count="8" stride="3"/></technique_common></source><vertices id="v${i}"><input semantic="POSITION" source="#p${i}"/></vertices><polylist count="6" material="s"><input semantic="VERTEX" source="#v${i}" offset="0"/><vcount>4 4 4 4 4 4</vcount><p>${CUBE_FACES.flat().join(' ')}</p></polylist></mesh></geometry>`)}</library_geometries>
<library_visual_scenes><visual_scene id="s">${layers
    .map(
      (layer) =>
        `<node id="${layer}" name="${layer}">${each((box, i) => (box.layer === layer ? `<node id="n${i}" name="${box.id}"><instance_geometry url="#g${i}"><bind_material><technique_common><instance_material symbol="s" target="#m${i}"/></technique_common></bind_material></instance_geometry></node>` : ''))}</node>`,
    )
    .join('')}</visual_scene></library_visual_scenes>
<scene><instance_visual_scene url="#s"/></scene></COLLADA>`;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
