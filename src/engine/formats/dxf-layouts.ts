import { MODEL_LAYOUT, MODEL_SPACE, PAPER_LAYOUT, PAPER_SPACE } from './dxf-handles.ts';
import { point, type Tag } from './dxf-tags.ts';

/** The layouts of model space and of one empty sheet, A3 across. */
export function layouts(): Tag[] {
  return [...layout(MODEL_LAYOUT, 'Model', MODEL_SPACE, 0), ...layout(PAPER_LAYOUT, 'Layout1', PAPER_SPACE, 1)];
}

function layout(handle: string, name: string, blockRecord: string, tabOrder: number): Tag[] {
  return [
    [0, 'LAYOUT'],
    [5, handle],
    [330, 'D'],
    ...plotSettings(tabOrder === 0),
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
    [330, blockRecord],
  ];
}

/** No printer, A3 across (44 and 45), millimetres (72), one to one (142, 143, 147), to fit (75). */
function plotSettings(ofModel: boolean): Tag[] {
  const zero = (code: number): Tag => [code, '0.0'];
  return [
    [100, 'AcDbPlotSettings'],
    [1, ''],
    [2, 'none_device'],
    [4, 'A3'],
    [6, ''],
    ...[40, 41, 42, 43].map(zero),
    [44, '420.0'],
    [45, '297.0'],
    ...[46, 47, 48, 49, 140, 141].map(zero),
    [142, '1.0'],
    [143, '1.0'],
    // Bit 1024 says that the settings belong to model space.
    [70, ofModel ? 1024 : 0],
    [72, 1],
    [73, 0],
    [74, 5],
    [7, ''],
    [75, 0],
    [147, '1.0'],
    zero(148),
    zero(149),
  ];
}
