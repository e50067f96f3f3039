import { expect } from '@playwright/test';
import JSZip from 'jszip';
import type { SizeMetres } from '../src/geo/bbox.ts';
import type { CityclipPage } from './cityclip-page.ts';
import { readStl, type StlFacts, type StlPart } from './read-stl.ts';

/** What a test reads of `report.json`. */
interface Report {
  readonly fictional: boolean;
  readonly counts: { readonly buildings: number; readonly bodies: number };
  readonly heights: Readonly<Record<'measured' | 'levels' | 'assumed', number>>;
  readonly fused?: readonly { readonly name: string; readonly pieces: number; readonly crossings: number }[];
  readonly solids: readonly { readonly layer: string; readonly bodies: number; readonly closed: number }[];
}

/** The opened ZIP as it was saved, re-read by code that is not the app's. */
export interface SavedModel {
  readonly zipName: string;
  /** Name of the main file. */
  readonly name: string;
  readonly stl: StlFacts & { readonly bytes: Uint8Array };
  readonly report: Report;
  readonly licence: string;
}

/** Opens the newest export's ZIP, compares its list with the saved ZIP, and reads the STL in it. */
export async function openedModel(city: CityclipPage): Promise<SavedModel> {
  await city.openZip();
  const listed = await city.entryNames();
  const saved = await city.saveZip();
  const zip = await JSZip.loadAsync(saved.bytes, { checkCRC32: true });
  expect(listed).toEqual(Object.keys(zip.files));
  const text = (name: string) => zip.file(name)!.async('text');
  const name = listed.find((entry) => entry.endsWith('.stl'))!;
  const bytes = await zip.file(name)!.async('uint8array');
  return {
    zipName: saved.name,
    name,
    stl: { ...readStl(bytes), bytes },
    report: JSON.parse(await text('report.json')),
    licence: await text('LICENSE.txt'),
  };
}

/** Nothing but closed solids that face outwards. */
export function expectClosedSolids({ triangles, unmatchedEdges, degenerate, parts }: StlFacts): void {
  expect(triangles).toBeGreaterThan(0);
  expect(unmatchedEdges, 'edges without a counterpart').toBe(0);
  expect(degenerate, 'triangles without area').toBe(0);
  expect(Math.min(...parts.map(({ volume }) => volume)), 'volume of the smallest solid').toBeGreaterThan(0);
}

/** The largest solid: the ground. Buildings at the edge may reach beyond it. */
export function ground({ parts }: StlFacts): StlPart {
  const area = ({ min, max }: StlPart) => (max[0] - min[0]) * (max[1] - min[1]);
  return parts.reduce((largest, part) => (area(part) > area(largest) ? part : largest));
}

/** Width and height are those of the box within 1 %. */
export function expectSize({ min, max }: Pick<StlPart, 'min' | 'max'>, size: SizeMetres): void {
  for (const axis of [0, 1] as const) {
    const length = max[axis] - min[axis];
    expect(Math.abs(length / size[axis] - 1), `${length} m instead of ${size[axis]} m`).toBeLessThan(0.01);
  }
}

/** The page, the file name, the report and the licence say that the city is made up. */
export async function expectFictional(city: CityclipPage, model: SavedModel): Promise<void> {
  await expect(city.zip.getByText(/fictional|made up|does not exist/i).first()).toBeVisible();
  expect(model.zipName).toContain('sample-city');
  expect(model.report.fictional).toBe(true);
  expect(model.licence).toMatch(/fictional/i);
  expect(await city.readEntry('LICENSE.txt')).toBe(model.licence);
}
