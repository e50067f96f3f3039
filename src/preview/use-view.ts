import { useEffect, useMemo, useState } from 'react';
import type { Vec3 } from './box.ts';
import {
  type Camera,
  fitted,
  orbited,
  panned,
  poseOf,
  rayThrough,
  VIEWS,
  type ViewPoint,
  type ViewSize,
  zoomed,
} from './camera.ts';
import type { ViewActions } from './use-view-input.ts';
import type { ViewOptions } from './view-options.ts';
import type { ModelSummary } from './viewer/model-summary.ts';
import type { Picked } from './viewer/viewer-service.ts';
import type { ViewerProcess } from './viewer-process.ts';

/** More pixels than two for each of CSS's cost time and show nothing. */
const MAX_PIXEL_RATIO = 2;
/** The order in which the side views come. */
const SIDES = ['south', 'west', 'north', 'east'] as const;

export type Tool = 'select' | 'measure';
export type Settings = Omit<ViewOptions, 'highlight'>;

/** All that the user does with a model in view. */
export interface View {
  readonly summary: ModelSummary;
  readonly settings: Settings;
  readonly change: (settings: Partial<Settings>) => void;
  readonly tool: Tool;
  readonly picked: Picked | undefined;
  readonly unpick: () => void;
  /** The measured points: none, one, or two. */
  readonly points: readonly Vec3[];
  readonly showsSize: boolean;
  readonly toggleSize: () => void;
  readonly camera: Camera | undefined;
  readonly size: ViewSize | undefined;
  readonly resized: (size: ViewSize) => void;
  readonly turnNorth: () => void;
  readonly actions: ViewActions;
  /** What a screen reader should say of the last step. */
  readonly said: string;
}

/** The state of the view of one model, kept in step with the viewer. */
export function useView({ viewer }: ViewerProcess, summary: ModelSummary, dark: boolean): View {
  const [own, setOwn] = useState<Omit<Settings, 'dark'> & { readonly dark?: boolean }>({
    hidden: [],
    colourBy: summary.hasColours ? 'file' : 'layer',
    wireframe: false,
    section: undefined,
  });
  const [size, setSize] = useState<ViewSize>();
  const [moved, setCamera] = useState<Camera>();
  const [tool, setTool] = useState<Tool>('select');
  const [picked, setPicked] = useState<Picked>();
  const [points, setPoints] = useState<readonly Vec3[]>([]);
  const [showsSize, setShowsSize] = useState(false);
  const [said, say] = useState('');
  const settings: Settings = { ...own, dark: own.dark ?? dark };
  const home = useMemo(() => size && fitted(summary.box, VIEWS.home, size), [size, summary]);
  const camera = moved ?? home;

  useEffect(() => {
    if (size) viewer.resize(...size, Math.min(devicePixelRatio, MAX_PIXEL_RATIO));
  }, [viewer, size]);
  useEffect(() => {
    if (camera) viewer.look(poseOf(camera));
  }, [viewer, camera]);
  useEffect(() => {
    viewer.show({ ...own, dark: own.dark ?? dark, highlight: picked });
  }, [viewer, own, dark, picked]);

  const move = (change: (camera: Camera, size: ViewSize) => Camera) => {
    if (home && size) setCamera((before) => change(before ?? home, size));
  };
  const lookFrom = (name: keyof typeof VIEWS, text: string) => {
    move((_, viewSize) => fitted(summary.box, VIEWS[name], viewSize));
    say(text);
  };

  const pick = async (place: ViewPoint) => {
    if (!camera || !size) return;
    const pose = poseOf(camera);
    const hit = await viewer.pick({ origin: pose.position, direction: rayThrough(pose, place, size) });
    if (tool === 'select') {
      setPicked(hit);
      say(hit ? '' : 'There is nothing.');
    } else if (hit) setPoints((before) => (before.length === 1 ? [...before, hit.point] : [hit.point]));
    else say('There is nothing to measure.');
  };

  const actions: ViewActions = {
    orbit: (right, up) => move((before) => orbited(before, right, up)),
    pan: (right, down) => move((before, viewSize) => panned(before, right, down, viewSize)),
    zoom: (factor, around) => move((before, viewSize) => zoomed(before, factor, summary.box, around, viewSize)),
    pick,
    fit: () => move((before, viewSize) => fitted(summary.box, before, viewSize)),
    top: () => lookFrom('top', 'Seen from above.'),
    side: () => {
      const side = SIDES[(SIDES.findIndex((name) => isFrom(camera, name)) + 1) % SIDES.length]!;
      lookFrom(side, `Seen from the ${side}.`);
    },
    measure: () => {
      setTool(tool === 'measure' ? 'select' : 'measure');
      setPoints([]);
      setPicked(undefined);
      say(tool === 'measure' ? 'Measuring ended.' : 'Measuring: choose two points.');
    },
  };

  return {
    summary,
    settings,
    change: (next) => setOwn((before) => ({ ...before, ...next })),
    tool,
    picked,
    unpick: () => setPicked(undefined),
    points,
    showsSize,
    toggleSize: () => setShowsSize((before) => !before),
    camera,
    size,
    resized: setSize,
    turnNorth: () => move((before) => ({ ...before, yaw: 0 })),
    actions,
    said,
  };
}

function isFrom(camera: Camera | undefined, name: keyof typeof VIEWS): boolean {
  return camera?.pitch === VIEWS[name].pitch && camera.yaw === VIEWS[name].yaw;
}
