import { facets } from './facets.ts';
import { cutOutline } from './outline-cuts.ts';
import type { RoofField } from './roof-lines.ts';
import type { RoofInput, RoofSurface } from './roof-shape.ts';
import { triangulateFacet } from './triangulate-facet.ts';

/** The surface of a field over a polygon. @returns `undefined` where a facet cannot be triangulated */
export function fieldSurface({ polygon }: Pick<RoofInput, 'polygon'>, field: RoofField): RoofSurface | undefined {
  const cut = cutOutline(polygon, field.lines);
  const triangles: number[] = [];
  for (const facet of facets(cut)) {
    const ears = triangulateFacet(facet, cut.x, cut.y);
    if (!ears) return undefined;
    for (const vertex of ears) triangles.push(vertex);
  }
  const vertices: number[] = [];
  for (const [i, x] of cut.x.entries()) {
    const y = cut.y[i]!;
    vertices.push(x, y, Math.min(1, Math.max(0, field.heightAt(x, y))));
  }
  return { vertices, triangles, rims: cut.rims };
}
