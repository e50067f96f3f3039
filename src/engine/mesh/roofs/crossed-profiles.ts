import { mirrored, type Profile, profileAt, reach } from './profile.ts';
import { fromFrame, inFrame, type RoofFrame } from './roof-frame.ts';
import { type RoofField, RoofLines } from './roof-lines.ts';

/** Lines that end at the frame are drawn a little beyond it, so that they surely meet the outline. */
const BEYOND = 1.02;

/** A roof whose section across the ridge is the same all along it. */
export function profileField(frame: RoofFrame, across: Profile): RoofField {
  const lines = new RoofLines();
  for (const [place] of across.slice(1, -1)) {
    lines.line(lines.point(...fromFrame(frame, -BEYOND, place)), lines.point(...fromFrame(frame, BEYOND, place)));
  }
  return { lines, heightAt: (x, y) => profileAt(across, inFrame(frame, x, y)[1]) };
}

/**
 * A roof under two profiles, one across the ridge and one along it: at each place the lower of both. Both rise to 1
 * and then fall.
 */
export function crossedProfiles(frame: RoofFrame, across: Profile, along: Profile): RoofField {
  const lines = new RoofLines();
  const point = (u: number, v: number) => lines.point(...fromFrame(frame, u, v));
  for (const [place, height] of across.slice(1, -1)) {
    const span = reach(along, height);
    if (span) lines.line(point(beyondEnd(span[0]), place), point(beyondEnd(span[1]), place));
  }
  for (const [place, height] of along.slice(1, -1)) {
    const span = reach(across, height);
    if (span) lines.line(point(place, beyondEnd(span[0])), point(place, beyondEnd(span[1])));
  }
  for (const [sideU, profileU] of [[1, along] as const, [-1, mirrored(along)] as const]) {
    for (const [sideV, profileV] of [[1, across] as const, [-1, mirrored(across)] as const]) {
      lines.path(crease(profileU, profileV).map(([u, v]) => point(sideU * u, sideV * v)));
    }
  }
  return {
    lines,
    heightAt: (x, y) => {
      const [u, v] = inFrame(frame, x, y);
      return Math.min(profileAt(across, v), profileAt(along, u));
    },
  };
}

function beyondEnd(place: number): number {
  return Math.abs(place) === 1 ? place * BEYOND : place;
}

/** Where both profiles are equally high while they rise. */
function crease(along: Profile, across: Profile): [u: number, v: number][] {
  const lowest = Math.max(along[0]![1], across[0]![1]);
  const bends = [...along, ...across].map(([, height]) => height).filter((height) => height > lowest);
  if (bends.length === 0) return [];
  const heights = [...new Set([lowest, ...bends])].sort((a, b) => a - b);
  return heights.flatMap((height) => {
    const u = reach(along, height);
    const v = reach(across, height);
    return u && v ? [[u[0], v[0]] as [number, number]] : [];
  });
}
