import { writeFileSync } from 'node:fs';
import { makeModel } from '../src/engine/run-export.ts';
import { createPace } from '../src/engine/pace.ts';
import { sleep } from '../src/engine/sources/sleep.ts';
import { featuresFrom, terrainFrom } from '../src/entry/node/node-sources.ts';
import { readConfig } from '../src/entry/node/read-config.ts';
import { resolveRequest } from '../src/contract/request.ts';
import { ENGINE_CAPABILITIES } from '../src/contract/capabilities.ts';
import { renderPng } from './gallery/render.ts';
import { allSolids } from '../src/engine/layer-solids.ts';
import { COVER_IDS } from '../src/engine/city/covers.ts';
const [bbox, features, terrain, out, view = '30,40', zoom='1', include] = process.argv.slice(2) as string[];
const config = await readConfig();
const body: any = { bbox: bbox!.split(',').map(Number), include: include ? include.split(',') : ['terrain','buildings','roads','railways','water','green','trees','bridges','barriers'], options: { data: features==='sample'?'sample':'overpass', terrain: terrain==='sample'?'sample':terrain==='flat'?'flat':'tiles' } };
const signal = new AbortController().signal;
const request = await resolveRequest(body, { ...ENGINE_CAPABILITIES, data: [], maxAreaKm2: 100 } as any, (() => {}) as any, signal);
const t0 = performance.now(); let last = t0, stage = '';
const input = { id: 'x', request, features: await featuresFrom(features!, config), terrain: await terrainFrom([terrain!], config), context: { signal, fetch, sleep, progress: (p: any) => { if (p.stage !== stage) { const n = performance.now(); if (stage) console.log(stage, (n-last).toFixed(0)); last = n; stage = p.stage; } } } };
const pace = createPace(signal);
for (let k = 0; k < Number(process.env.RUNS ?? 1); k++) {
  stage = ''; const t = performance.now();
  const made = await makeModel(input as any, pace);
  console.log(stage, (performance.now()-last).toFixed(0), 'total', (performance.now()-t).toFixed(0));
  if (k === 0) {
    for (const s of await allSolids(made.layers, pace)) console.log(s.layer, s.triangles, s.bodies, s.closed, s.open.slice(0,5).join(' '), s.volume.toFixed(0));
    const s = made.city.surface!; if (s) { let a = 0; for (let i = 0; i < s.corners.length; i += 3) { const [p,q,r] = [s.corners[i]!, s.corners[i+1]!, s.corners[i+2]!]; const A = (s.x[q]!-s.x[p]!)*(s.y[r]!-s.y[p]!)-(s.x[r]!-s.x[p]!)*(s.y[q]!-s.y[p]!); if (A <= 0) console.log('bad triangle', A, COVER_IDS[s.covers[i/3]!]); a += A/2; } const { rect } = made.frame; console.log('area ratio', a / ((rect.maxX-rect.minX)*(rect.maxY-rect.minY)) - 1, 'triangles', s.covers.length); }
    const r = new Map<string, number>(); for (const o of [...made.oddities.skipped.map(o=>({...o,k:'skip'})), ...made.oddities.repaired.map(o=>({...o,k:'rep'}))] as any[]) r.set(o.k+' '+o.reason, (r.get(o.k+' '+o.reason) ?? 0) + 1); console.log([...r].sort((a,b)=>b[1]-a[1]).slice(0,12));
    if (out) { const [facing, down] = view.split(',').map(Number); writeFileSync(out, renderPng(made.layers, { facing: facing!, down: down!, size: [1400, 1000], zoom: Number(zoom) })); }
  }
}
