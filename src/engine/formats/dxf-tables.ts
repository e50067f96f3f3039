import type { LayerId } from '../../contract/layers.ts';
import { DXF_APPLICATION, dxfLayer, MODEL_LAYOUT, MODEL_SPACE, PAPER_LAYOUT, PAPER_SPACE } from './dxf-handles.ts';
import { decimal, point, type Tag } from './dxf-tags.ts';
import type { Extents } from './extents.ts';
import { layerAci } from './materials.ts';

/** The content of the TABLES section: what entities may refer to, and the view to begin with. */
export function tables(layers: readonly LayerId[], extents: Extents | undefined): Tag[] {
  return [
    ...table('VPORT', '8', [viewport(extents)]),
    ...table('LTYPE', '2', [lineType('24', 'ByBlock'), lineType('25', 'ByLayer'), lineType('26', 'Continuous')]),
    ...table('LAYER', '1', [
      layerRecord('27', '0', 7),
      ...layers.map((layer, index) =>
        layerRecord((0x40 + index).toString(16).toUpperCase(), dxfLayer(layer), layerAci(layer)),
      ),
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
      blockRecord(MODEL_SPACE, '*Model_Space', MODEL_LAYOUT),
      blockRecord(PAPER_SPACE, '*Paper_Space', PAPER_LAYOUT),
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
    ...point(12, [decimal((min[0] + max[0]) / 2, 3), decimal((min[1] + max[1]) / 2, 3)]),
    ...point(13, ['0.0', '0.0']),
    ...point(14, ['10.0', '10.0']),
    ...point(15, ['10.0', '10.0']),
    ...point(16, ['0.0', '0.0', '1.0']),
    ...point(17, ['0.0', '0.0', '0.0']),
    [40, decimal(height, 3)],
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
