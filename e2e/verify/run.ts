import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import JSZip from 'jszip';
import { UNITS } from '../../src/contract/format-options.ts';
import { appliesTo, formatSettings } from '../../src/contract/format-settings.ts';
import { FORMAT_IDS } from '../../src/contract/formats.ts';
import type { Report } from '../../src/engine/report.ts';
import { formatOf, JUDGES, type Truth } from './judges.ts';
import { sampleExport } from './sample-export.ts';
import { MissingTool, type Verdict } from './tool.ts';

// npm run verify:formats [-- EXPORT.zip]: judges the files of an export with the programs that are installed.
const [given] = process.argv.slice(2);
const FUSIBLE = FORMAT_IDS.filter((format) => appliesTo('fuse', format));
const count = { PASS: 0, FAIL: 0, SKIP: 0 };

if (given) await judgeExport(readFileSync(given));
else {
  await judgeExport(await sampleExport(FORMAT_IDS));
  await judgeExport(await sampleExport(FUSIBLE, { fuse: true }));
}
console.log(`TOTAL PASS=${count.PASS} FAIL=${count.FAIL} SKIP=${count.SKIP}`);
process.exitCode = count.FAIL > 0 ? 1 : 0;

async function judgeExport(bytes: ArrayBuffer | Uint8Array): Promise<void> {
  const zip = await JSZip.loadAsync(bytes);
  const report: Report = JSON.parse(await zip.file('report.json')!.async('string'));
  const places = await zip.file('GEOREFERENCE.txt')!.async('string');
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-verify-'));
  try {
    for (const { name } of report.files) {
      writeFileSync(join(folder, name), await zip.file(name)!.async('uint8array'));
    }
    for (const { name } of report.files) await judge(join(folder, name), name, truthOf(name, report, places));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function truthOf(name: string, report: Report, places: string): Truth | undefined {
  const format = formatOf(name);
  if (!format) return undefined;
  const { unit } = formatSettings(format, report.request.options);
  const [, scale = '1'] = new RegExp(`${name} .* at 1:([\\d.]+)`).exec(places) ?? [];
  const fused = report.fused?.find((file) => file.name === name);
  return {
    format,
    triangles: fused?.triangles ?? report.counts.triangles,
    volume: fused?.volume ?? report.solids.reduce((sum, { volume }) => sum + volume, 0),
    metres: Number(scale) / UNITS[unit].perMetre,
  };
}

async function judge(path: string, name: string, truth: Truth | undefined): Promise<void> {
  if (!truth) return;
  for (const one of JUDGES[truth.format]) {
    try {
      for (const said of await one(path, truth)) tell(name, said);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      if (error instanceof MissingTool) tell(name, { check: detail, state: 'SKIP', detail: 'not installed' });
      else tell(name, { check: 'judge', state: 'FAIL', detail });
    }
  }
}

function tell(name: string, { check, state, detail }: Verdict): void {
  count[state]++;
  console.log(`${state} ${name} ${check}: ${detail}`);
}
