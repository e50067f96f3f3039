import { IfcAPI, LogLevel } from 'web-ifc';
import type { Soup } from './read-models.ts';

/** What web-ifc sees in a file. */
export interface ReadIfc {
  readonly schema: string;
  /** Every product's triangles, in the coordinates of the file. */
  readonly soup: Soup;
  /** What it complained about. */
  readonly complaints: readonly string[];
}

/** Reads an IFC file with web-ifc, which says what it does not like on the console. */
export async function readIfc(bytes: Uint8Array): Promise<ReadIfc> {
  const complaints: string[] = [];
  const methods = ['log', 'warn', 'error'] as const;
  const before = methods.map((method) => Reflect.get(console, method));
  for (const method of methods) {
    Reflect.set(console, method, (...words: unknown[]) => complaints.push(words.join(' ')));
  }
  try {
    const api = new IfcAPI();
    await api.Init();
    api.SetLogLevel(LogLevel.LOG_LEVEL_ERROR);
    const model = api.OpenModel(bytes, { COORDINATE_TO_ORIGIN: false });
    const soup: Soup = [];
    api.StreamAllMeshes(model, ({ geometries }) => {
      for (let i = 0; i < geometries.size(); i++) {
        const { geometryExpressID, flatTransformation } = geometries.get(i);
        addTriangles(soup, api, api.GetGeometry(model, geometryExpressID), flatTransformation);
      }
    });
    return { schema: api.GetModelSchema(model), soup, complaints };
  } finally {
    for (const [i, method] of methods.entries()) Reflect.set(console, method, before[i]);
  }
}

/** Vertices are six numbers, the normal behind the position. The matrix turns y up; it is turned back. */
function addTriangles(
  soup: Soup,
  api: IfcAPI,
  geometry: ReturnType<IfcAPI['GetGeometry']>,
  matrix: readonly number[],
): void {
  const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
  const corners = api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize());
  for (const corner of corners) {
    const [x, y, z] = vertices.subarray(6 * corner, 6 * corner + 3) as unknown as [number, number, number];
    const placed = [0, 1, 2].map(
      (row) => matrix[row]! * x + matrix[4 + row]! * y + matrix[8 + row]! * z + matrix[12 + row]!,
    );
    soup.push(placed[0]!, -placed[2]!, placed[1]!);
  }
}
