import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData, realDataPath } from '../../../testing/real-data-files.ts';
import { readOsmXml } from './read-osm-xml.ts';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function read(xml: string | Uint8Array, size = 65_536) {
  return readOsmXml(inPieces(typeof xml === 'string' ? new TextEncoder().encode(xml) : xml, size), 'town.osm');
}

function buildings({ data }: Awaited<ReturnType<typeof read>>) {
  return [...data.ways.values(), ...data.relations].filter(({ tags }) => tags.building !== undefined);
}

async function failure(xml: string | Uint8Array) {
  const thrown = await read(xml).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ name: 'ExportError', failure: { code: 'bad-file', advice: expect.any(String) } });
  return (thrown as Error).message;
}

describe('kinds of OSM XML', () => {
  test('JOSM: what is marked as deleted is left out', async () => {
    const { data, notes } = await read(`<?xml version='1.0' encoding='UTF-8'?>
      <osm version='0.6' generator='JOSM'>
        <node id='-1' lat='1' lon='2'><tag k='natural' v='tree'/></node>
        <node id='-2' action='delete' lat='1' lon='2'><tag k='natural' v='tree'/></node>
        <node id='3' visible='false' lat='1' lon='2'><tag k='natural' v='tree'/></node>
        <way id='-4' action='delete'><nd ref='-1'/><tag k='building' v='yes'/></way>
        <relation id='-5' action='modify'><member type='way' ref='-4' role='outer'/><tag k='type' v='building'/></relation>
      </osm>`);
    expect(data.nodes.map(({ id }) => id)).toEqual([-1]);
    expect(data.ways.size).toBe(0);
    expect(data.relations).toEqual([
      { id: -5, tags: { type: 'building' }, members: [{ type: 'way', ref: -4, role: 'outer' }] },
    ]);
    expect(notes).toEqual([{ note: expect.stringContaining('deleted'), count: 3 }]);
  });

  test('Overpass `out geom`: positions stand in the way, and in the members of relations', async () => {
    const { data, notes, timestamp } = await read(`<osm version="0.6"><meta osm_base="2024-03-22T14:09:45Z"/>
      <way id="1"><bounds minlat="0" minlon="0" maxlat="1" maxlon="1"/>
        <nd ref="11" lat="1" lon="2"/><nd ref="12"/><nd ref="13" lat="5" lon="6"/><tag k="building" v="yes"/></way>
      <relation id="2"><member type="way" ref="1" role="outer"><nd lat="1" lon="2"/><nd lat="3" lon="4"/><nd lat="5" lon="6"/></member>
        <member type="way" ref="3" role="inner"><nd lat="7" lon="8"/></member>
        <member type="node" ref="4" role=""/><tag k="type" v="multipolygon"/></relation></osm>`);
    expect(data.ways.get(1)).toEqual({ id: 1, tags: { building: 'yes' }, coords: Float64Array.of(2, 1, 4, 3, 6, 5) });
    expect(data.ways.get(3)).toEqual({ id: 3, tags: {}, coords: Float64Array.of(8, 7) });
    expect(data.relations[0]?.members).toHaveLength(3);
    expect(notes).toEqual([]);
    expect(timestamp).toBe('2024-03-22T14:09:45Z');
  });

  test('a remark of Overpass is a note, one of an error a failure', async () => {
    const answer = (remark: string) => `<osm version="0.6"><remark> ${remark} </remark></osm>`;
    expect((await read(answer('Test remark'))).notes).toEqual([{ note: 'Test remark', count: 1 }]);
    expect(await failure(answer('runtime error: Query timed out'))).toContain('runtime error: Query timed out');
  });

  test('entities, text of all scripts, and a split in the middle of a letter', async () => {
    const xml = `<osm><node id="1" lat="0" lon="0"><tag k="name" v="Caf&#233; &amp; 東京 😎"/></node></osm>`;
    for (const size of [1, 2, 3, 64]) {
      expect((await read(xml, size)).data.nodes[0]?.tags.name).toBe('Café & 東京 😎');
    }
  });

  test('another declared encoding is obeyed', async () => {
    const head = new TextEncoder().encode(
      '<?xml version="1.0" encoding="ISO-8859-1"?><osm><node id="1" lat="0" lon="0">',
    );
    const tag = new TextEncoder().encode('<tag k="name" v="_"/></node></osm>');
    tag[tag.indexOf(0x5f)] = 0xe9;
    const bytes = Uint8Array.of(...head, ...tag);
    expect((await read(bytes)).data.nodes[0]?.tags.name).toBe('é');
    expect(await failure('<?xml version="1.0" encoding="klingon"?><osm/>')).toContain('klingon');
  });
});

describe('what is not OSM XML', () => {
  test.each([
    ['cut off', '<osm><node id="1" lat="0" lon="0">', 'cut off'],
    ['cut off inside a tag', '<osm><node id="1" la', 'cut off'],
    ['wrongly nested', '<osm><node id="1" lat="0" lon="0"></osm>', 'damaged'],
    ['a web page', '<!DOCTYPE html><html><body/></html>', '<html> where <osm> belongs'],
    ['a change file', '<osmChange version="0.6"/>', '<osmChange> where <osm> belongs'],
    ['binary', Uint8Array.of(0x3c, 0, 1, 2, 255), 'damaged'],
    ['nothing', '', 'cut off'],
  ])('%s', async (_, xml, reason) => {
    const message = await failure(xml);
    expect(message).toContain('town.osm cannot be read');
    expect(message).toContain(reason);
  });

  test('an element without a position or an id is left out and counted', async () => {
    const { data, notes } = await read(
      '<osm><node id="1" lat="" lon="5"><tag k="a" v="b"/></node><way><tag k="a" v="b"/></way></osm>',
    );
    expect(data.nodes).toEqual([]);
    expect(notes).toEqual([{ note: expect.stringContaining('without a valid id'), count: 2 }]);
  });
});

describeRealData('real OSM XML', () => {
  test('Berlin Mitte from the OSM API', async () => {
    const file = await read(realData('osm/berlin-mitte-2015.osm'));
    expect(buildings(file)).toHaveLength(533);
    expect(file.data.nodes.filter(({ tags }) => tags.natural === 'tree')).toHaveLength(58);
    expect(file.notes).toEqual([]);
    for (const { coords } of file.data.ways.values()) expect(coords.every(Number.isFinite)).toBe(true);
  });

  test('Nuremberg from the OSM API', async () => {
    expect(buildings(await read(realData('osm/nuremberg-laufamholz.osm')))).toHaveLength(118);
  });

  test('London from Overpass, with its timestamp', async () => {
    const file = await read(realData('osm/london-borough-overpass.osm'));
    expect(buildings(file)).toHaveLength(29);
    expect([...file.data.ways.values()].filter(({ tags }) => tags['building:part'] !== undefined)).toHaveLength(18);
    expect(file.timestamp).toBe('2024-03-22T14:09:45Z');
  });

  test('the order and size of chunks do not matter', async () => {
    const bytes = realData('osm/nuremberg-laufamholz.osm');
    expect(await read(bytes, 997)).toEqual(await read(bytes));
  });

  test('every hand-drawn edge case is read, with finite positions', async () => {
    const names = readdirSync(realDataPath('osm/edge-cases'));
    expect(names).toHaveLength(21);
    for (const name of names) {
      const { data, notes } = await read(realData(`osm/edge-cases/${name}`));
      expect(notes, name).toEqual([]);
      expect(data.ways.size > 0 || /emoji|sameCoord/.test(name), name).toBe(true);
      for (const { coords } of data.ways.values()) expect(coords.every(Number.isFinite), name).toBe(true);
    }
  });
});
