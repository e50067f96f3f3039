import type { CityObject } from '../city-objects.ts';
import { ifcGuid } from './guid.ts';
import { type Ref, type StepWriter, stepReal, stepText } from './step-writer.ts';

/** Attributes in metres. */
const LENGTHS = new Set(['height', 'min_height', 'roof_height', 'width', 'crown_diameter', 'ground', 'base']);
/** The longest text of an IfcLabel. */
const LABEL = 255;

/** Writes what is known of an object as property sets of an element: its own attributes, and the tags of the map data. */
export function addProperties(step: StepWriter, element: Ref, { id, osmId, attributes, tags }: CityObject): void {
  addSet(step, element, `${id}:attributes`, 'Cityclip_Attributes', {
    ...(osmId !== undefined && { osm_id: osmId }),
    ...attributes,
  });
  addSet(step, element, `${id}:tags`, 'OSM_Tags', tags);
}

function addSet(
  step: StepWriter,
  element: Ref,
  id: string,
  name: string,
  values: Readonly<Record<string, string | number>>,
): void {
  const entries = Object.entries(values);
  if (entries.length === 0) return;
  const properties = entries.map(([key, value]) =>
    step.add(`IFCPROPERTYSINGLEVALUE(${stepText(key)},$,${propertyValue(key, value)},$)`),
  );
  const set = step.add(`IFCPROPERTYSET('${ifcGuid(id)}',$,'${name}',$,(${properties.join(',')}))`);
  step.add(`IFCRELDEFINESBYPROPERTIES('${ifcGuid(`${id}:rel`)}',$,$,$,(${element}),${set})`);
}

function propertyValue(key: string, value: string | number): string {
  if (typeof value === 'string') return `${value.length > LABEL ? 'IFCTEXT' : 'IFCLABEL'}(${stepText(value)})`;
  return `${LENGTHS.has(key) ? 'IFCLENGTHMEASURE' : 'IFCREAL'}(${stepReal(value)})`;
}
