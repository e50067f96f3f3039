import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'cityclip-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as `npm run export --` does. */
function cli(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/entry/cli.ts', ...args]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => (stdout += text));
    child.stderr.on('data', (text) => (stderr += text));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const out = (name: string) => join(folder, `${name}.zip`);
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const HOUSE = `<osm version="0.6">
  <node id="1" lat="43.7350" lon="7.4240"/><node id="2" lat="43.7350" lon="7.4242"/>
  <node id="3" lat="43.7352" lon="7.4242"/><node id="4" lat="43.7352" lon="7.4240"/>
  <way id="9"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="house"/><tag k="height" v="9"/></way>
</osm>`;

describe('a good command line', () => {
  test('writes the ZIP, progress to stderr and a summary to stdout', async () => {
    const path = out('sample');
    const run = await cli(
      '--center',
      '0,0',
      '--size',
      '300,300',
      '--features',
      'sample',
      '--include',
      'terrain,buildings',
      '--out',
      path,
    );
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).toMatch(/Getting map data[\s\S]*Packing the ZIP/);
    expect(run.stdout).toMatch(/300\.0 m × 300\.0 m[\s\S]*heights: \d+ measured[\s\S]*made-up/);
    const zip = await JSZip.loadAsync(readFileSync(path));
    expect(Object.keys(zip.files)).toContain('report.json');
  });

  test('takes files of one’s own, and boxes west of Greenwich', async () => {
    const path = out('house');
    const osm = file('house.osm', HOUSE.replaceAll('lon="7.', 'lon="-7.'));
    const run = await cli(
      '--bbox',
      '-7.426,43.734,-7.423,43.737',
      '--features',
      osm,
      '--terrain',
      'flat',
      '--include',
      'buildings',
      '--format',
      'obj',
      '--out',
      path,
    );
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/1 buildings; heights: 1 measured/);
    const report = JSON.parse(await (await JSZip.loadAsync(readFileSync(path))).file('report.json')!.async('string'));
    expect(report.request.options).toMatchObject({ data: 'file', terrain: 'flat' });
  });

  test('--help tells every option', async () => {
    const run = await cli('--help');
    expect(run.code).toBe(0);
    for (const option of ['--bbox', '--center', '--address', '--size', '--format', '--include', '--terrain', '--out']) {
      expect(run.stdout).toContain(option);
    }
  });
});

describe('wrong usage ends with 2 and says what is wrong', () => {
  const sample = ['--features', 'sample', '--out', out('usage')];
  test.each([
    ['no target', ['--bbox', '0,0,1,1'], /--out/],
    ['no area', sample, /bbox/],
    ['an unknown option', ['--colour', 'red', ...sample], /--colour/],
    ['a bad box', ['--bbox', '0,0,0,0', ...sample], /no area/],
    ['text for numbers', ['--bbox', 'a,b,c,d', ...sample], /--bbox needs numbers/],
    ['three numbers', ['--bbox', '1,2,3', ...sample], /west, south, east, north/],
    ['an unknown format', ['--bbox', '0,0,0.01,0.01', '--format', 'doc', ...sample], /format/],
    ['an unknown layer', ['--bbox', '0,0,0.01,0.01', '--include', 'clouds', ...sample], /include/],
    [
      'two terrains',
      ['--bbox', '0,0,0.01,0.01', '--terrain', 'flat', '--terrain', 'tiles', ...sample],
      /several --terrain/,
    ],
  ])('%s', async (_, args, reason) => {
    const run = await cli(...args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(reason);
    expect(existsSync(out('usage'))).toBe(false);
  });
});

describe('a failure ends with 1, says why, and leaves nothing behind', () => {
  const near = [
    '--bbox',
    '7.42,43.73,7.43,43.74',
    '--terrain',
    'flat',
    '--include',
    'buildings',
    '--out',
    out('failed'),
  ];
  test.each([
    ['a missing file', [...near, '--features', join(folder, 'missing.osm')], /no file .*missing\.osm/],
    ['a damaged file', [...near, '--features', file('cut.osm', HOUSE.slice(0, 300))], /cut\.osm/],
    ['a file of something else', [...near, '--features', file('noise.osm.pbf', 'noise')], /noise\.osm\.pbf/],
    [
      'a file of another place',
      [...near.with(1, '1,1,1.01,1.01'), '--features', file('far.osm', HOUSE)],
      /holds nothing inside the box/,
    ],
    ['a box over the limit', [...near.with(1, '7,43,7.2,43.2'), '--features', 'sample'], /limit/],
    [
      'a missing terrain file',
      [
        '--bbox',
        '0,0,0.01,0.01',
        '--features',
        'sample',
        '--terrain',
        join(folder, 'N00E000.hgt'),
        '--out',
        out('failed'),
      ],
      /N00E000\.hgt/,
    ],
    [
      'a folder that is not there',
      ['--bbox', '0,0,0.001,0.001', '--features', 'sample', '--out', join(folder, 'no', 'where.zip')],
      /where\.zip/,
    ],
  ])('%s', async (_, args, reason) => {
    const run = await cli(...args);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(reason);
    expect(readdirSync(folder).filter((name) => name.startsWith('failed'))).toEqual([]);
  });
});
