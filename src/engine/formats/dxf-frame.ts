import type { LayerId } from '../../contract/layers.ts';
import type { Extents } from './extents.ts';
import { layerAci } from './materials.ts';
import { dxfText } from './plain-text.ts';

/** The application that signs the extended data of entities. */
export const DXF_APPLICATION = 'CITYCLIP';
/** Handle of model space, which owns every entity. */
export const MODEL_SPACE = '17';
/** The first handle that entities may use; the frame's own are below. */
export const FIRST_ENTITY_HANDLE = 0x100;

/** Group code and value: two lines of the file. */
type Tag = readonly [code: number, value: string | number];

/** What the frame around the entities tells. */
export interface DxfFrame {
  readonly comments: readonly string[];
  readonly layers: readonly LayerId[];
  readonly extents: Extents | undefined;
  /** The first handle that is free after all entities. */
  readonly nextHandle: number;
}

/** DXF's name of a layer. */
export function dxfLayer(layer: LayerId): string {
  return layer.toUpperCase();
}

/** Everything before the entities: comments, HEADER, CLASSES, TABLES, BLOCKS. Release 2000, so that old programs read it. */
export function dxfHead(frame: DxfFrame): string {
  return lines([
    ...frame.comments.map((comment): Tag => [999, dxfText(comment)]),
    ...section('HEADER', header(frame)),
    ...section('CLASSES', []),
    ...section('TABLES', tables(frame)),
    ...section('BLOCKS', [...block('*Model_Space', MODEL_SPACE, '18'), ...block('*Paper_Space', '1B', '1C')]),
    [0, 'SECTION'],
    [2, 'ENTITIES'],
  ]);
}

/** Everything after the entities: OBJECTS with the root dictionary, and the end of the file. */
export function dxfTail(): string {
  return lines([[0, 'ENDSEC'], ...section('OBJECTS', objects()), [0, 'EOF']]);
}

function lines(tags: readonly Tag[]): string {
  return tags.map(([code, value]) => `${code}\n${value}\n`).join('');
}

function section(name: string, content: readonly Tag[]): Tag[] {
  return [[0, 'SECTION'], [2, name], ...content, [0, 'ENDSEC']];
}

/** An empty drawing has its extents inside out, as AutoCAD writes them. */
function header({ extents, nextHandle }: DxfFrame): Tag[] {
  const min = extents?.min.map(millimetres) ?? ['1e20', '1e20', '1e20'];
  const max = extents?.max.map(millimetres) ?? ['-1e20', '-1e20', '-1e20'];
  return [
    ...variable('$ACADVER', [1, 'AC1015']),
    ...variable('$DWGCODEPAGE', [3, 'ANSI_1252']),
    ...variable('$HANDSEED', [5, nextHandle.toString(16).toUpperCase()]),
    ...variable('$INSBASE', ...point(10, ['0.0', '0.0', '0.0'])),
    ...variable('$EXTMIN', ...point(10, min)),
    ...variable('$EXTMAX', ...point(10, max)),
    ...variable('$LUNITS', [70, 2]),
    ...variable('$LUPREC', [70, 3]),
    // 6 is metres, and 1 the metric system.
    ...variable('$INSUNITS', [70, 6]),
    ...variable('$MEASUREMENT', [70, 1]),
  ];
}

/** Metres with three decimals, never `-0.000`. */
function millimetres(metres: number): string {
  return (Math.round(metres * 1000) / 1000 + 0).toFixed(3);
}

function variable(name: string, ...value: Tag[]): Tag[] {
  return [[9, name], ...value];
}

function point(code: number, coordinates: readonly (string | number)[]): Tag[] {
  return coordinates.map((value, axis): Tag => [code + axis * 10, value]);
}

function tables({ extents, layers }: DxfFrame): Tag[] {
  return [
    ...table('VPORT', '8', [viewport(extents)]),
    ...table('LTYPE', '2', [lineType('24', 'ByBlock'), lineType('25', 'ByLayer'), lineType('26', 'Continuous')]),
    ...table('LAYER', '1', [
      layerRecord('27', '0', 7),
      ...layers.map((layer, index) => layerRecord((0x40 + index).toString(16), dxfLayer(layer), layerAci(layer))),
    ]),
    ...table('STYLE', '5', [textStyle()]),
    ...table('VIEW', '7', []),
    ...table('UCS', '6', []),
    ...table('APPID', '3', [
      record('APPID', '2A', '3', 'RegApp', 'ACAD', []),
      record('APPID', '2C', '3', 'RegApp', DXF_APPLICATION, []),
    ]),
    ...table('DIMSTYLE', '4', [record('DIMSTYLE', '2B', '4', 'DimStyle', 'Standard', [[340, '29']])]),
    ...table('BLOCK_RECORD', '9', [
      blockRecord(MODEL_SPACE, '*Model_Space', '1A'),
      blockRecord('1B', '*Paper_Space', '1E'),
    ]),
  ];
}

function table(name: string, handle: string, records: readonly Tag[][]): Tag[] {
  const styleMarker: Tag[] = name === 'DIMSTYLE' ? [[100, 'AcDbDimStyleTable']] : [];
  return [
    [0, 'TABLE'],
    [2, name],
    [5, handle],
    [330, '0'],
    [100, 'AcDbSymbolTable'],
    [70, records.length],
    ...styleMarker,
    ...records.flat(),
    [0, 'ENDTAB'],
  ];
}

/** A record of a symbol table. Dimension styles alone keep their handle in group 105. */
function record(type: string, handle: string, owner: string, marker: string, name: string, rest: Tag[]): Tag[] {
  return [
    [0, type],
    [type === 'DIMSTYLE' ? 105 : 5, handle],
    [330, owner],
    [100, 'AcDbSymbolTableRecord'],
    [100, `AcDb${marker}TableRecord`],
    [2, name],
    [70, 0],
    ...rest,
  ];
}

/** The view that a program opens with: all of the model from above, north up. */
function viewport(extents: Extents | undefined): Tag[] {
  const { min, max } = extents ?? { min: [0, 0, 0] as const, max: [100, 100, 0] as const };
  const height = Math.max(max[0] - min[0], max[1] - min[1], 1) * 1.1;
  return record('VPORT', '23', '8', 'Viewport', '*Active', [
    ...point(10, ['0.0', '0.0']),
    ...point(11, ['1.0', '1.0']),
    ...point(12, [millimetres((min[0] + max[0]) / 2), millimetres((min[1] + max[1]) / 2)]),
    ...point(13, ['0.0', '0.0']),
    ...point(14, ['10.0', '10.0']),
    ...point(15, ['10.0', '10.0']),
    ...point(16, ['0.0', '0.0', '1.0']),
    ...point(17, ['0.0', '0.0', '0.0']),
    [40, millimetres(height)],
    [41, '1.5'],
    [42, '50.0'],
    [43, '0.0'],
    [44, '0.0'],
    [50, '0.0'],
    [51, '0.0'],
    ...[71, 72, 73, 74, 75, 76, 77, 78].map((code): Tag => [code, code === 72 ? 1000 : code === 73 ? 1 : 0]),
  ]);
}

function lineType(handle: string, name: string): Tag[] {
  return record('LTYPE', handle, '2', 'Linetype', name, [
    [3, ''],
    [72, 65],
    [73, 0],
    [40, '0.0'],
  ]);
}

function layerRecord(handle: string, name: string, aci: number): Tag[] {
  return record('LAYER', handle, '1', 'Layer', name, [
    [62, aci],
    [6, 'Continuous'],
    [370, -3],
    [390, '13'],
  ]);
}

function textStyle(): Tag[] {
  return record('STYLE', '29', '5', 'TextStyle', 'Standard', [
    [40, '0.0'],
    [41, '1.0'],
    [50, '0.0'],
    [71, 0],
    [42, '2.5'],
    [3, 'txt'],
    [4, ''],
  ]);
}

function blockRecord(handle: string, name: string, layout: string): Tag[] {
  return [
    [0, 'BLOCK_RECORD'],
    [5, handle],
    [330, '9'],
    [100, 'AcDbSymbolTableRecord'],
    [100, 'AcDbBlockTableRecord'],
    [2, name],
    [340, layout],
  ];
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
      ['Model', '1A'],
      ['Layout1', '1E'],
    ]),
    ...plotStyles(),
    ...layout('1A', 'Model', MODEL_SPACE, 0),
    ...layout('1E', 'Layout1', '1B', 1),
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

/** A layout with its paper left to the program's defaults. */
function layout(handle: string, name: string, blockRecordHandle: string, tabOrder: number): Tag[] {
  return [
    [0, 'LAYOUT'],
    [5, handle],
    [330, 'D'],
    [100, 'AcDbPlotSettings'],
    [1, ''],
    // Bit 1024 says that the plot settings belong to model space.
    [70, tabOrder === 0 ? 1024 : 0],
    [100, 'AcDbLayout'],
    [1, name],
    [70, 1],
    [71, tabOrder],
    ...point(10, ['0.0', '0.0']),
    ...point(11, ['420.0', '297.0']),
    ...point(12, ['0.0', '0.0', '0.0']),
    ...point(14, ['1e20', '1e20', '1e20']),
    ...point(15, ['-1e20', '-1e20', '-1e20']),
    [146, '0.0'],
    ...point(13, ['0.0', '0.0', '0.0']),
    ...point(16, ['1.0', '0.0', '0.0']),
    ...point(17, ['0.0', '1.0', '0.0']),
    [76, 0],
    [330, blockRecordHandle],
  ];
}
