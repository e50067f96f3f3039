import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { ExportError } from '../../../contract/errors.ts';
import { describeRealData } from '../../../testing/real-data.ts';
import { realData } from '../../../testing/real-data-files.ts';
import { readOsmPbf } from './read-osm-pbf.ts';

type Write = (writer: PbfWriter) => void;

const signal = new AbortController().signal;
const read = (bytes: Uint8Array) => readOsmPbf(bytes, 'town.osm.pbf', signal);

function message(write: Write): Uint8Array {
  const writer = new PbfWriter();
  write(writer);
  return writer.finish().slice();
}

function nested(writer: PbfWriter, field: number, write: Write): void {
  writer.writeBytesField(field, message(write));
}

/** A block with its two headers; `raw`, not compressed. */
function block(type: string, content: Uint8Array, write: Write = (w) => w.writeBytesField(1, content)): Uint8Array {
  const blob = message(write);
  const header = message((w) => {
    w.writeStringField(1, type);
    w.writeVarintField(3, blob.length);
  });
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, header.length);
  return joined(length, header, blob);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function header(...features: string[]): Uint8Array {
  return block(
    'OSMHeader',
    message((w) => {
      for (const feature of ['OsmSchema-V0.6', ...features]) w.writeStringField(4, feature);
      w.writeVarintField(32, 1_700_000_000);
    }),
  );
}

const STRINGS = ['', 'building', 'yes', 'outer', 'natural', 'tree', 'type', 'multipolygon'];

function strings(writer: PbfWriter): void {
  nested(writer, 1, (w) => {
    for (const text of STRINGS) w.writeStringField(1, text);
  });
}

/** A block of plain nodes, a way with its own positions, a relation; granularity 1000, written after the group. */
const PLAIN = block(
  'OSMData',
  message((w) => {
    strings(w);
    nested(w, 2, (group) => {
      nested(group, 1, (node) => {
        node.writeTag(1, 0);
        node.writeSVarint(-7);
        node.writePackedVarint(2, [4]);
        node.writePackedVarint(3, [5]);
        node.writeTag(8, 0);
        node.writeSVarint(43_731_234);
        node.writeTag(9, 0);
        node.writeSVarint(-7_420_001);
      });
      nested(group, 3, (way) => {
        way.writeVarintField(1, 21);
        way.writePackedVarint(2, [1]);
        way.writePackedVarint(3, [2]);
        way.writePackedSVarint(8, [100, 1]);
        way.writePackedSVarint(9, [1_000_000, 1]);
        way.writePackedSVarint(10, [2_000_000, -1]);
      });
      nested(group, 4, (relation) => {
        relation.writeVarintField(1, 31);
        relation.writePackedVarint(2, [6]);
        relation.writePackedVarint(3, [7]);
        relation.writePackedVarint(8, [3, 0]);
        relation.writePackedSVarint(9, [21, -28]);
        relation.writePackedVarint(10, [1, 0]);
      });
    });
    w.writeVarintField(17, 1000);
    w.writeVarintField(19, 5_000_000_000);
    w.writeVarintField(20, -5_000_000_000);
  }),
);

async function failure(bytes: Uint8Array): Promise<string> {
  const thrown = await read(bytes).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ name: 'ExportError', failure: { code: 'bad-file', advice: expect.any(String) } });
  return (thrown as Error).message;
}

describe('a file written by hand', () => {
  test('raw blocks, plain nodes, negative ids, granularity, offsets, positions on ways', async () => {
    const { data, timestamp, notes } = await read(joined(header('LocationsOnWays'), PLAIN));
    expect(timestamp).toBe('2023-11-14T22:13:20.000Z');
    expect(data.nodes).toEqual([{ id: -7, tags: { natural: 'tree' }, lon: -12.420001, lat: 48.731234 }]);
    expect([...data.ways.values()]).toEqual([
      { id: 21, tags: { building: 'yes' }, coords: Float64Array.of(-3, 6, -3.000001, 6.000001) },
    ]);
    expect(data.relations).toEqual([
      {
        id: 31,
        tags: { type: 'multipolygon' },
        members: [
          { type: 'way', ref: 21, role: 'outer' },
          { type: 'node', ref: -7, role: '' },
        ],
      },
    ]);
    expect(notes).toEqual([]);
  });

  test('dense nodes with and without tags', async () => {
    const dense = block(
      'OSMData',
      message((w) => {
        strings(w);
        nested(w, 2, (group) => {
          nested(group, 2, (nodes) => {
            nodes.writePackedSVarint(1, [10, 1, 1]);
            nodes.writePackedSVarint(8, [437_310_000, 1, 1]);
            nodes.writePackedSVarint(9, [74_180_000, 0, -1]);
            nodes.writePackedVarint(10, [0, 4, 5, 1, 2, 0, 0]);
          });
          nested(group, 3, (way) => {
            way.writeVarintField(1, 5);
            way.writePackedSVarint(8, [10, 1, 1, 1]);
          });
        });
      }),
    );
    const { data, notes } = await read(joined(header('DenseNodes'), dense));
    expect(data.nodes).toEqual([{ id: 11, tags: { natural: 'tree', building: 'yes' }, lon: 7.418, lat: 43.7310001 }]);
    expect(data.ways.get(5)?.coords).toEqual(Float64Array.of(7.418, 43.731, 7.418, 43.7310001, 7.4179999, 43.7310002));
    expect(notes).toEqual([{ note: expect.stringContaining('nodes are not in the data'), count: 1 }]);
  });

  test('blocks of unknown type are passed over', async () => {
    const { data } = await read(joined(header(), block('Index', Uint8Array.of(1, 2, 3)), PLAIN));
    expect(data.ways.size).toBe(1);
  });

  test('a coordinate is the very number that its decimal text gives', () => {
    fc.assert(
      fc.asyncProperty(fc.integer({ min: -900_000_000, max: 900_000_000 }), async (lat) => {
        const data = block(
          'OSMData',
          message((w) => {
            strings(w);
            nested(w, 2, (group) =>
              nested(group, 2, (nodes) => {
                nodes.writePackedSVarint(1, [1]);
                nodes.writePackedSVarint(8, [lat]);
                nodes.writePackedSVarint(9, [0]);
                nodes.writePackedVarint(10, [4, 5, 0]);
              }),
            );
          }),
        );
        const file = await read(joined(header(), data));
        expect(file.data.nodes[0]?.lat).toBe(Number(`${lat}e-7`));
      }),
    );
  });
});

describe('what is refused', () => {
  test('demanded features that are not known, by name', async () => {
    expect(await failure(joined(header('HistoricalInformation', 'Magic'), PLAIN))).toContain(
      'HistoricalInformation, Magic',
    );
  });

  test('other compressions, by name', async () => {
    const zstd = block('OSMData', new Uint8Array(), (w) => w.writeBytesField(7, Uint8Array.of(1, 2)));
    expect(await failure(joined(header(), zstd))).toContain('zstd');
  });

  test('absurd sizes, before anything is allocated', async () => {
    expect(await failure(Uint8Array.of(0x7f, 0, 0, 0, 10, 9))).toContain('a block header of 2130706432 bytes');
    const blobHeader = message((w) => {
      w.writeStringField(1, 'OSMHeader');
      w.writeVarintField(3, 33 * 1024 * 1024);
    });
    expect(await failure(joined(Uint8Array.of(0, 0, 0, blobHeader.length), blobHeader))).toContain('34603008 bytes');
  });

  test('a block that unpacks to more, or less, than it says', async () => {
    const stream = new Blob([new Uint8Array(5000)]).stream().pipeThrough(new CompressionStream('deflate'));
    const packed = new Uint8Array(await new Response(stream).arrayBuffer());
    for (const [size, reason] of [
      [4999, 'longer than it says'],
      [5001, 'shorter than it says'],
      [34_000_000, '34000000 bytes'],
    ] as const) {
      const bomb = block('OSMData', packed, (w) => {
        w.writeVarintField(2, size);
        w.writeBytesField(3, packed);
      });
      expect(await failure(joined(header(), bomb))).toContain(reason);
    }
  });

  test('data without a header', async () => {
    expect(await failure(PLAIN)).toContain('does not start with a header');
  });

  test('an aborted read rejects with the reason', async () => {
    const reason = new DOMException('stop', 'AbortError');
    await expect(readOsmPbf(joined(header(), PLAIN), 'x', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

test('any damage gives data or an ExportError, never anything else', async () => {
  const whole = joined(header(), PLAIN);
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(damage, fc.integer({ min: 1, max: whole.length }), async (changes, length) => {
      const bytes = whole.slice();
      for (const [at, value] of changes) bytes[at] = value;
      const outcome = await read(bytes.subarray(0, length)).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ExportError);
    }),
    { numRuns: 2000 },
  );
});

describeRealData('Monaco', () => {
  test('counts, state and positions', async () => {
    const steps: [number, number][] = [];
    const bytes = realData('osm/monaco-2023.osm.pbf');
    const { data, timestamp, notes } = await readOsmPbf(bytes, 'monaco', signal, (...step) => steps.push(step));
    const elements = [...data.ways.values(), ...data.relations];
    expect(data.ways.size).toBe(4825);
    expect(data.relations).toHaveLength(285);
    expect(elements.filter(({ tags }) => tags.building !== undefined)).toHaveLength(1286);
    expect(data.nodes.filter(({ tags }) => tags.natural === 'tree')).toHaveLength(557);
    expect(data.ways.get(627772922)?.tags.height).toBe('170');
    expect(timestamp).toBe('2023-11-21T21:21:31.000Z');
    expect(notes).toEqual([]);
    expect(steps.at(-1)).toEqual([bytes.length, bytes.length]);
  });
});
