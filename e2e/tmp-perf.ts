import { createPace } from '../src/engine/pace.ts';
import { makeModel } from '../src/engine/run-export.ts';
import { packExport } from '../src/engine/pack-export.ts';
import { sleep } from '../src/engine/sources/sleep.ts';
import { featuresFrom, terrainFrom } from '../src/entry/node/node-sources.ts';
import { readConfig } from '../src/entry/node/read-config.ts';
import { resolveRequest } from '../src/contract/request.ts';
import { ENGINE_CAPABILITIES } from '../src/contract/capabilities.ts';
const [bbox, features, terrain, runs = '6', include] = process.argv.slice(2) as string[];
const config = await readConfig();
const body: any = { bbox: bbox!.split(',').map(Number), include: include ? include.split(',') : ['terrain','buildings','roads','railways','water','green','trees','bridges','barriers'], options: { data: features==='sample'?'sample':'overpass', terrain: terrain==='sample'?'sample':terrain==='flat'?'flat':'tiles' } };
const signal = new AbortController().signal;
const request = await resolveRequest(body, { ...ENGINE_CAPABILITIES, data: [], maxAreaKm2: 100 } as any, (() => {}) as any, signal);
let stage = '', last = process.cpuUsage(); const out: Record<string, number> = {};
const mark = (s: string) => { const n = process.cpuUsage(last); out[stage] = (out[stage] ?? 0) + (n.user + n.system) / 1000; last = process.cpuUsage(); stage = s; };
const input: any = { id: 'x', request, features: await featuresFrom(features!, config), terrain: await terrainFrom([terrain!], config), context: { signal, fetch, sleep, progress: (p: any) => { if (p.stage !== stage) mark(p.stage); } } };
(globalThis as any).mark = mark;
for (let k = 0; k < Number(runs); k++) {
  for (const key of Object.keys(out)) delete out[key]; stage = 'x'; last = process.cpuUsage(); const t = performance.now();
  const made = await makeModel(input, createPace(signal)); mark('pack');
  await packExport(made as any, createPace(signal), () => {}); mark('end');
  console.log(Object.entries(out).map(([a, b]) => a + ' ' + b.toFixed(0)).join(' | '), '| wall', (performance.now() - t).toFixed(0));
}
