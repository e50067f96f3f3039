import { create } from 'zustand';
import { DEFAULT_SIZE } from '../contract/request.ts';
import type { Bbox, LonLat, SizeMetres } from '../geo/bbox.ts';
import { type Area, areaFromBbox, areaFromCenter } from './area.ts';

/** What a click or a drag on the map does: nothing special, draw a box, or drop a center. */
export type AreaTool = 'none' | 'rectangle' | 'center';

interface AreaState {
  /** The chosen box; undefined until there is one. */
  readonly bbox: Bbox | undefined;
  /** The middle of the box. */
  readonly center: LonLat | undefined;
  /** The size of the box, or of the next one where there is none yet. */
  readonly size: SizeMetres;
  readonly tool: AreaTool;
  /** Why the tool that was wanted cannot be used. */
  readonly toolProblem: string | undefined;

  toolChosen(tool: AreaTool): void;
  toolFailed(problem: string): void;
  /** A new box was drawn on the map: the tool is put away. */
  boxDrawn(bbox: Bbox): void;
  /** A corner or an edge was moved. */
  boxEdited(bbox: Bbox): void;
  /** The box was carried elsewhere; it keeps its size in metres. */
  boxMoved(center: LonLat): void;
  /** Four numbers were typed, or a box was given otherwise. */
  boxTyped(bbox: Bbox): void;
  /** A center was dropped, typed or found: the box of the current size is made around it. */
  centerDropped(center: LonLat): void;
  /** A size was typed: the box is made again around its center. */
  sizeTyped(size: SizeMetres): void;
  areaCleared(): void;
}

const EMPTY = { bbox: undefined, center: undefined, size: DEFAULT_SIZE, tool: 'none', toolProblem: undefined } as const;

/** The chosen area: the one source of truth for the map, the panel and the request. */
export const useArea = create<AreaState>()((set) => ({
  ...EMPTY,
  toolChosen: (tool) => set({ tool, toolProblem: undefined }),
  toolFailed: (toolProblem) => set({ tool: 'none', toolProblem }),
  boxDrawn: (bbox) => set({ ...areaFromBbox(bbox), tool: 'none' }),
  boxEdited: (bbox) => set(areaFromBbox(bbox)),
  boxMoved: (center) => set(({ size }) => areaFromCenter(center, size)),
  boxTyped: (bbox) => set({ ...areaFromBbox(bbox), tool: 'none' }),
  centerDropped: (center) => set(({ size }) => ({ ...areaFromCenter(center, size), tool: 'none' })),
  sizeTyped: (size) => set(({ center }) => (center ? areaFromCenter(center, size) : { size })),
  areaCleared: () => set(EMPTY),
}));

/** The chosen area as a whole. */
export function chosenArea({ bbox, center, size }: AreaState): Area | undefined {
  return bbox && center && { bbox, center, size };
}
