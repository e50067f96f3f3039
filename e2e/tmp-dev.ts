import { localFrame } from '../src/geo/local-frame.ts';
import { createGround } from '../src/engine/city/ground.ts';
import { groundSurface } from '../src/engine/ground/ground-surface.ts';
import { loadPolygonKernel } from '../src/engine/polygon/polygon-kernel.ts';
import { createPace } from '../src/engine/pace.ts';
import { terrainFrom } from '../src/entry/node/node-sources.ts';
const bbox = [7.418, 43.731, 7.4304, 43.74] as const;
const frame = localFrame(bbox);
const t = await (await terrainFrom(['../shared/data/terrain/srtm/N43E007.hgt.zip'], {} as any)).load(bbox, { signal: new AbortController().signal, progress: () => {} } as any);
const ground = createGround(t.grid, frame);
const s = await groundSurface({ footprints: [], piers: [], courses: [], areas: [], liftAt: () => 0, ground, frame, kernel: await loadPolygonKernel(), pace: createPace(new AbortController().signal) });
let worstV = 0, worstE = 0, where = '';
for (let v = 0; v < s.x.length; v++) worstV = Math.max(worstV, Math.abs(s.z[v]! - ground.heightAt(s.x[v]!, s.y[v]!)));
const exact = (x: number, y: number) => ground.heightAtLonLat(...frame.toLonLat(x, y));
let q = 0; for (let i = 0; i < 2000; i++) { const x = frame.rect.minX + Math.random() * (frame.rect.maxX - frame.rect.minX), y = frame.rect.minY + Math.random() * (frame.rect.maxY - frame.rect.minY); q = Math.max(q, Math.abs(exact(x, y) - ground.heightAt(x, y))); }
for (let i = 0; i < s.corners.length; i += 3) for (const w of [[.5,.5,0],[.5,0,.5],[1/3,1/3,1/3],[.2,.2,.6]]) { const p = (a: any) => w[0]! * a[s.corners[i]!] + w[1]! * a[s.corners[i+1]!] + w[2]! * a[s.corners[i+2]!]; const d = Math.abs(p(s.z) - exact(p(s.x), p(s.y))); if (d > worstE) { worstE = d; where = `${p(s.x)} ${p(s.y)} tri ${i/3} ` + [0,1,2].map(k => [s.x[s.corners[i+k]!], s.y[s.corners[i+k]!], s.z[s.corners[i+k]!]].join(',')).join(' | '); } }
console.log({ worstV, worstE, q, where, tris: s.corners.length / 3 });
