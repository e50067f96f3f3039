import type { LayerId } from '../../contract/layers.ts';

/** The application that signs the extended data of entities. */
export const DXF_APPLICATION = 'CITYCLIP';
/** Handle of the block record of model space, which owns every entity. */
export const MODEL_SPACE = '17';
/** Handle of the block record of paper space. */
export const PAPER_SPACE = '1B';
/** Handles of the layouts of the two. */
export const MODEL_LAYOUT = '1A';
export const PAPER_LAYOUT = '1E';
/** The first handle that entities may use; the frame's own are below. */
export const FIRST_ENTITY_HANDLE = 0x100;

/** DXF's name of a layer. */
export function dxfLayer(layer: LayerId): string {
  return layer.toUpperCase();
}
