import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import JSZip from 'jszip';
import { UNITS } from '../../src/contract/format-options.ts';
import { formatSettings } from '../../src/contract/format-settings.ts';
import { FORMAT_IDS } from '../../src/contract/formats.ts';
import type { Report } from '../../src/engine/report.ts';
import { formatOf, JUDGES, type Truth } from './judges.ts';
import { sampleExport } from './sample-export.ts';
import { MissingTool, type Verdict } from './tool.ts';

// npm run verify:formats [-- EXPORT.zip]: judges the files of an export with the programs that are installed.
const [given] = process.argv.slice(2);
const zip = await JSZip.loadAsync(given ? readFileSync(given) : await sampleExport(FORMAT_IDS));
const report: Report = JSON.parse(await zip.file('report.json')!.async('string'));
const places = await zip.file('GEOREFERENCE.txt')!.async('string');
const folder = mkdtempSync(join(tmpdir(), 'cityclip-verify-'));
const count = { PASS: 0, FAIL: 0, SKIP: 0 };

try {
  for (const { name } of report.files) {
    writeFileSync(join(folder, name), await zip.file(name)!.async('uint8array'));
  }
  for (const { name } of report.files) await judge(name);
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`TOTAL PASS=${count.PASS} FAIL=${count.FAIL} SKIP=${count.SKIP}`);
process.exitCode = count.FAIL > 0 ? 1 : 0;

async function judge(name: string): Promise<void> {
  const format = formatOf(name);
  if (!format) return;
  const { unit } = formatSettings(format, report.request.options);
  const [, scale = '1'] = new RegExp(`${name} .* at 1:([\\d.]+)`).exec(places) ?? [];
  const truth: Truth = {
    format,
    triangles: report.counts.triangles,
    volume: report.solids.reduce((sum, { volume }) => sum + volume, 0),
    metres: Number(scale) / UNITS[unit].perMetre,
  };
  for (const one of JUDGES[format]) {
    try {
      for (const said of await one(join(folder, name), truth)) tell(name, said);
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
