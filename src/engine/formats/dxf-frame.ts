import type { UnitId } from '../../contract/format-options.ts';
import type { LayerId } from '../../contract/layers.ts';
import { MODEL_LAYOUT, MODEL_SPACE, PAPER_LAYOUT, PAPER_SPACE } from './dxf-handles.ts';
import { layouts } from './dxf-layouts.ts';
import { tables } from './dxf-tables.ts';
import { decimal, point, section, type Tag, tagLines } from './dxf-tags.ts';
import type { Extents } from './extents.ts';
import { dxfLines } from './plain-text.ts';

/** What the frame around the entities tells. */
export interface DxfFrame {
  readonly comments: readonly string[];
  readonly layers: readonly LayerId[];
  readonly unit: UnitId;
  /** Decimals of coordinates. */
  readonly decimals: number;
  /** In the file's coordinates. */
  readonly extents: Extents | undefined;
  /** The first handle that is free after all entities. */
  readonly nextHandle: number;
}

/** Everything before the entities: comments, HEADER, CLASSES, TABLES, BLOCKS. Release 2000, so that old programs read it. */
export function dxfHead(frame: DxfFrame): string {
  return tagLines([
    ...frame.comments.flatMap(dxfLines).map((line): Tag => [999, line]),
    ...section('HEADER', header(frame)),
    ...section('CLASSES', []),
    ...section('TABLES', tables(frame.layers, frame.extents)),
    ...section('BLOCKS', [...block('*Model_Space', MODEL_SPACE, '18'), ...block('*Paper_Space', PAPER_SPACE, '1C')]),
    [0, 'SECTION'],
    [2, 'ENTITIES'],
  ]);
}

/** Everything after the entities: OBJECTS with the root dictionary, and the end of the file. */
export function dxfTail(): string {
  return tagLines([[0, 'ENDSEC'], ...section('OBJECTS', objects()), [0, 'EOF']]);
}

/** AutoCAD's numbers of units. */
const INSERTION_UNITS: Readonly<Record<UnitId, number>> = { m: 6, ft: 2, mm: 4 };

/** An empty drawing has its extents inside out, as AutoCAD writes them. */
function header({ extents, nextHandle, unit, decimals }: DxfFrame): Tag[] {
  const min = extents?.min.map((value) => decimal(value, decimals)) ?? ['1e20', '1e20', '1e20'];
  const max = extents?.max.map((value) => decimal(value, decimals)) ?? ['-1e20', '-1e20', '-1e20'];
  return [
    ...variable('$ACADVER', [1, 'AC1015']),
    ...variable('$DWGCODEPAGE', [3, 'ANSI_1252']),
    ...variable('$HANDSEED', [5, nextHandle.toString(16).toUpperCase()]),
    ...variable('$INSBASE', ...point(10, ['0.0', '0.0', '0.0'])),
    ...variable('$EXTMIN', ...point(10, min)),
    ...variable('$EXTMAX', ...point(10, max)),
    ...variable('$LUNITS', [70, 2]),
    ...variable('$LUPREC', [70, Math.min(decimals, 8)]),
    ...variable('$INSUNITS', [70, INSERTION_UNITS[unit]]),
    // 1 is the metric system.
    ...variable('$MEASUREMENT', [70, unit === 'ft' ? 0 : 1]),
  ];
}

function variable(name: string, ...value: Tag[]): Tag[] {
  return [[9, name], ...value];
}

function block(name: string, owner: string, handle: string): Tag[] {
  const end = (Number.parseInt(handle, 16) + 1).toString(16).toUpperCase();
  const entity: Tag[] = [
    [330, owner],
    [100, 'AcDbEntity'],
    ...(name === '*Paper_Space' ? [[67, 1] as Tag] : []),
    [8, '0'],
  ];
  return [
    [0, 'BLOCK'],
    [5, handle],
    ...entity,
    [100, 'AcDbBlockBegin'],
    [2, name],
    [70, 0],
    ...point(10, ['0.0', '0.0', '0.0']),
    [3, name],
    [1, ''],
    [0, 'ENDBLK'],
    [5, end],
    ...entity,
    [100, 'AcDbBlockEnd'],
  ];
}

function objects(): Tag[] {
  return [
    ...dictionary('A', '0', [
      ['ACAD_GROUP', 'C'],
      ['ACAD_LAYOUT', 'D'],
      ['ACAD_PLOTSTYLENAME', '12'],
    ]),
    ...dictionary('C', 'A', []),
    ...dictionary('D', 'A', [
      ['Model', MODEL_LAYOUT],
      ['Layout1', PAPER_LAYOUT],
    ]),
    ...plotStyles(),
    ...layouts(),
  ];
}

function dictionary(handle: string, owner: string, entries: readonly (readonly [string, string])[]): Tag[] {
  return [
    [0, 'DICTIONARY'],
    [5, handle],
    [330, owner],
    [100, 'AcDbDictionary'],
    [281, 1],
    ...entries.flatMap(([name, target]): Tag[] => [
      [3, name],
      [350, target],
    ]),
  ];
}

/** The plot style that every layer refers to. */
function plotStyles(): Tag[] {
  return [
    [0, 'ACDBDICTIONARYWDFLT'],
    [5, '12'],
    [330, 'A'],
    [100, 'AcDbDictionary'],
    [281, 1],
    [3, 'Normal'],
    [350, '13'],
    [100, 'AcDbDictionaryWithDefault'],
    [340, '13'],
    [0, 'ACDBPLACEHOLDER'],
    [5, '13'],
    [330, '12'],
  ];
}
