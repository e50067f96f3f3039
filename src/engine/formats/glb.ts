import { ByteWriter } from './byte-writer.ts';
import type { PlainFile, Scene } from './format.ts';
import { gltfText, type InstanceView } from './glb-document.ts';
import { loadMeshopt } from './glb-meshopt.ts';
import { type GlbNode, glbNodes, nodeParts } from './glb-nodes.ts';
import { type Batch, type BatchInput, type BatchPlan, encodeBatch } from './glb-views.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { PartGeometries } from './part-geometry.ts';
import type { ScenePart } from './scene-parts.ts';

const [MAGIC, VERSION, JSON_CHUNK, BIN_CHUNK] = [0x46546c67, 2, 0x4e4f534a, 0x004e4942];
const SPACE = 32;
/** Triangles of the parts that share buffer views: few enough to be made at once. */
const BATCH_TRIANGLES = 100_000;
/** Bytes of encoded batches that are kept between the two passes; what is beyond is encoded again. */
const KEPT_BYTES = 12 * 2 ** 20;

/**
 * Binary glTF 2.0: metres, y up; a node per layer and object, a mesh per body with a primitive per material, all in one
 * buffer. Attributes and the origin are `extras`.
 */
export async function writeGlb(scene: Scene, baseName: string): Promise<PlainFile[]> {
  if (scene.settings.meshopt) await loadMeshopt();
  return [{ name: `${baseName}.glb`, chunks: lazyChunks(() => glbChunks(scene)) }];
}

/** The first pass encodes for the sizes, which the document tells before the bytes; the second gives the bytes. */
function* glbChunks(scene: Scene): Generator<Uint8Array> {
  const nodes = glbNodes(scene);
  const groups = groupParts(nodes.flatMap((node) => nodeParts(node)));
  const batches = new Batches(groups, {
    geometries: new PartGeometries(scene.settings.normals),
    placement: scene.placement,
    meshopt: scene.settings.meshopt,
  });
  const plans = groups.map((_, index) => planOf(batches.get(index)));
  const instances = nodes.flatMap((node) => instanceViews(node));
  const text = () => gltfText(scene, nodes, plans, instances);
  const out = new ByteWriter();
  const bytes = glbHead(out, text(), plans, instances);
  for (const piece of text()) {
    out.text(piece);
    yield* out.takeFinished();
  }
  for (let i = 0; i < bytes.padding; i++) out.byte(SPACE);
  if (bytes.bin > 0) {
    out.uint32(bytes.bin);
    out.uint32(BIN_CHUNK);
  }
  for (const index of groups.keys()) {
    for (const view of batches.get(index).views) {
      out.bytes(view.bytes);
      yield* out.takeFinished();
    }
  }
  for (const { values } of instances) out.bytes(new Uint8Array(values.buffer));
  yield* out.takeAll();
}

/** Writes what stands before the document; gives its padding and the length of the binary chunk. */
function glbHead(
  out: ByteWriter,
  text: Iterable<string>,
  plans: readonly BatchPlan[],
  instances: readonly InstanceView[],
): { padding: number; bin: number } {
  let json = 0;
  for (const piece of text) json += new TextEncoder().encode(piece).length;
  const padding = (4 - (json % 4)) % 4;
  const lengths = plans.flatMap(({ views }) => views.map(({ byteLength }) => byteLength));
  const bin = [...lengths, ...instances.map(({ values }) => values.byteLength)].reduce(
    (sum, length) => sum + length,
    0,
  );
  const total = 12 + 8 + json + padding + (bin > 0 ? 8 + bin : 0);
  for (const word of [MAGIC, VERSION, total, json + padding, JSON_CHUNK]) out.uint32(word);
  return { padding, bin };
}

/** Places, turns and sizes of the instances of a node and of those below it. */
function instanceViews({ instances, children }: GlbNode): InstanceView[] {
  const own: InstanceView[] = instances
    ? [
        { type: 'VEC3', values: Float32Array.from(instances.flatMap(({ translation }) => translation)) },
        { type: 'VEC4', values: Float32Array.from(instances.flatMap(({ rotation }) => rotation)) },
        { type: 'VEC3', values: Float32Array.from(instances.flatMap(({ scale }) => scale)) },
      ]
    : [];
  return [...own, ...children.flatMap((child) => instanceViews(child))];
}

/** Encodes batches, and keeps some of them. */
class Batches {
  readonly #groups: readonly ScenePart[][];
  readonly #input: BatchInput;
  readonly #kept = new Map<number, Batch>();
  #keptBytes = 0;

  constructor(groups: readonly ScenePart[][], input: BatchInput) {
    this.#groups = groups;
    this.#input = input;
  }

  get(index: number): Batch {
    const kept = this.#kept.get(index);
    if (kept) return kept;
    const made = encodeBatch(this.#groups[index]!, this.#input);
    const bytes = made.views.reduce((sum, view) => sum + view.bytes.length, 0);
    if (this.#keptBytes + bytes <= KEPT_BYTES) {
      this.#keptBytes += bytes;
      this.#kept.set(index, made);
    }
    return made;
  }
}

function planOf({ views, parts }: Batch): BatchPlan {
  return {
    parts,
    views: views.map(({ kind, stride, count, bytes, compression }) => ({
      kind,
      stride,
      count,
      byteLength: bytes.length,
      ...(compression && { compression }),
    })),
  };
}

function groupParts(parts: readonly ScenePart[]): ScenePart[][] {
  const groups: ScenePart[][] = [];
  let triangles = BATCH_TRIANGLES;
  for (const part of parts) {
    if (triangles >= BATCH_TRIANGLES) {
      groups.push([]);
      triangles = 0;
    }
    groups.at(-1)!.push(part);
    triangles += part.triangleCount;
  }
  return groups;
}
