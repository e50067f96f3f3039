import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExportError } from '../../../contract/errors.ts';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import { readOsmFile } from './read-osm-file.ts';

const signal = new AbortController().signal;
const XML = '<osm><node id="1" lat="1" lon="2"><tag k="natural" v="tree"/></node></osm>';
const JSON_TEXT = '{"elements":[{"type":"node","id":1,"lat":1,"lon":2,"tags":{"natural":"tree"}}]}';

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
const read = (content: string | Uint8Array, name = 'file.dat') => readOsmFile(bytesOf(content), name, signal);

describe('the content decides, not the name', () => {
  test.each([
    ['XML', XML],
    ['XML after a byte order mark and blank lines', `\uFEFF\n\n${XML}`],
    ['JSON', JSON_TEXT],
    ['JSON after blanks', `\n\t${JSON_TEXT}`],
    ['gzipped XML', gzipSync(XML)],
    ['gzipped JSON', gzipSync(JSON_TEXT)],
  ])('%s', async (_, content) => {
    const { data } = await read(content, 'misleading.osm.pbf');
    expect(data.nodes).toEqual([{ id: 1, tags: { natural: 'tree' }, lon: 2, lat: 1 }]);
  });
});

test.each([
  ['nothing', '', 'it is empty'],
  ['other text', 'hello', 'it is not OpenStreetMap data'],
  ['packed nothing', gzipSync(''), 'it is empty'],
  ['a ZIP', Uint8Array.of(0x50, 0x4b, 3, 4, 0), 'ZIP archive'],
  ['bzip2', 'BZh91AY', 'bzip2'],
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x3c, 0), 'UTF-16'],
  ['half a JSON text', JSON_TEXT.slice(0, 40), 'damaged or cut off'],
  ['GeoJSON', '{"type":"FeatureCollection","features":[]}', 'GeoJSON'],
  ['an unfinished answer', '{"elements":[],"remark":"runtime error: Query timed out"}', 'Query timed out'],
  ['half a gzip file', gzipSync(XML.repeat(50)).subarray(0, 60), 'gzip packing is damaged or cut off'],
  ['three bytes of gzip', Uint8Array.of(0x1f, 0x8b, 8), 'gzip packing is damaged or cut off'],
])('%s is refused with the reason and with what is supported', async (_, content, reason) => {
  await expect(read(content)).rejects.toMatchObject({
    failure: {
      code: 'bad-file',
      message: expect.stringContaining(reason),
      advice: expect.stringContaining('.osm.pbf'),
    },
  });
});

test('a name that promises PBF makes the reason clearer', async () => {
  await expect(read('rubbish', 'town.osm.pbf')).rejects.toThrow('damaged or not OpenStreetMap PBF');
});

test('an abort during the read rejects with its reason', async () => {
  for (const pack of [bytesOf, gzipSync]) {
    const controller = new AbortController();
    const xml = `<osm>${'<node id="1" lat="1" lon="2"/>'.repeat(100_000)}</osm>`;
    const stop = () => controller.abort(new DOMException('stop', 'AbortError'));
    const reading = readOsmFile(new Uint8Array(pack(xml as never)), 'big.osm', controller.signal, stop);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  }
});

describeRealData('real files', () => {
  test('the gzipped Siegessäule', async () => {
    const steps: number[] = [];
    const bytes = realData('osm/berlin-siegessaeule.osm.gz');
    const { data } = await readOsmFile(bytes, 'x', signal, (done) => steps.push(done));
    const ways = [...data.ways.values()];
    expect(ways.filter(({ tags }) => tags['building:part'] !== undefined)).toHaveLength(118);
    expect(data.relations.filter(({ tags }) => tags.type === 'building')).toHaveLength(1);
    expect(steps.at(-1)).toBe(bytes.length);
  });

  test('gzipped PBF', async () => {
    const { data } = await read(gzipSync(realData('osm/monaco-2023.osm.pbf')));
    expect(data.ways.size).toBe(4825);
  });

  test.each([
    'osm/monaco-2023.osm.pbf',
    'osm/nuremberg-laufamholz.osm',
    'osm/berlin-siegessaeule.osm.gz',
    'overpass/monaco-1km.out-body-geom.json',
  ])('%s cut off anywhere is an ExportError', async (path) => {
    const bytes = realData(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 3), async (length) => {
        const outcome = await readOsmFile(bytes.subarray(0, length), 'cut', signal).catch((error: unknown) => error);
        // A PBF file that ends between two blocks is whole as far as anyone can see.
        if (outcome instanceof Error || !path.endsWith('.pbf')) expect(outcome).toBeInstanceOf(ExportError);
      }),
      { numRuns: 25 },
    );
  });

  test('Monaco as PBF and as an Overpass answer: the same buildings, the same numbers', async () => {
    const whole = await read(realData('osm/monaco-2023.osm.pbf'));
    const answer = await read(realData('overpass/monaco-1km.out-body-geom.json'));
    const buildings = [...answer.data.ways.values()].filter(({ tags }) => tags.building !== undefined);
    expect(buildings.length).toBeGreaterThan(400);
    for (const way of buildings) expect(whole.data.ways.get(way.id)).toEqual(way);
  });
});
