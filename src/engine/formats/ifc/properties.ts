import type { CityObject } from '../city-objects.ts';
import { longText } from '../prepared-text.ts';
import type { Ref, StepWriter } from './step-writer.ts';

/** Attributes in metres. */
const LENGTHS = new Set(['height', 'min_height', 'roof_height', 'width', 'crown_diameter', 'ground', 'base']);
/** The longest text of an IfcLabel. */
const LABEL = 255;

const PROPERTY = longText('IFCPROPERTYSINGLEVALUE(');
const AS_LABEL = longText(',$,IFCLABEL(');
const AS_TEXT = longText(',$,IFCTEXT(');
const AS_LENGTH = longText(',$,IFCLENGTHMEASURE(');
const AS_REAL = longText(',$,IFCREAL(');
const PROPERTY_END = longText('),$);\n');
const SET = longText('IFCPROPERTYSET(');
const SET_END = longText('));\n');
const RELATION = longText('IFCRELDEFINESBYPROPERTIES(');
const RELATION_TO = longText(',$,$,$,(');
const RELATION_BY = longText('),');
const RELATION_END = longText(');\n');

/** A kind of property set. */
interface SetKind {
  /** Behind an object's id, of the set and of its relation. */
  readonly suffix: string;
  readonly relationSuffix: string;
  /** The set's name and what stands around it. */
  readonly name: ReturnType<typeof longText>;
}

const ATTRIBUTES = setKind(':attributes', 'Cityclip_Attributes');
const TAGS = setKind(':tags', 'OSM_Tags');

function setKind(suffix: string, name: string): SetKind {
  return { suffix, relationSuffix: `${suffix}:rel`, name: longText(`,$,'${name}',$,(`) };
}

/**
 * Writes what is known of an object as property sets of an element: its own attributes, and the tags of the map data.
 * @param id from which the GlobalIds are
 */
export function addProperties(step: StepWriter, element: Ref, id: string, object: CityObject): void {
  const { osmId, attributes, tags } = object;
  let first: Ref | undefined;
  if (osmId !== undefined) first = addProperty(step, 'osm_id', osmId);
  addSet(step, element, id, ATTRIBUTES, attributes, first);
  addSet(step, element, id, TAGS, tags);
}

/** @param before a property of the set that was written just before */
function addSet(
  step: StepWriter,
  element: Ref,
  id: string,
  kind: SetKind,
  values: Readonly<Record<string, string | number>>,
  before?: Ref,
): void {
  let first = before;
  let last = before;
  for (const key in values) {
    last = addProperty(step, key, values[key]!);
    first ??= last;
  }
  if (first === undefined || last === undefined) return;
  const set = step.begin(SET);
  step.guid(id, kind.suffix);
  step.put(kind.name);
  step.range(first, last);
  step.put(SET_END);
  step.begin(RELATION);
  step.guid(id, kind.relationSuffix);
  step.put(RELATION_TO);
  step.ref(element);
  step.put(RELATION_BY);
  step.ref(set);
  step.put(RELATION_END);
}

function addProperty(step: StepWriter, key: string, value: string | number): Ref {
  const property = step.begin(PROPERTY);
  step.string(key);
  if (typeof value === 'string') {
    step.put(value.length > LABEL ? AS_TEXT : AS_LABEL);
    step.string(value);
  } else {
    step.put(LENGTHS.has(key) ? AS_LENGTH : AS_REAL);
    step.real(value);
  }
  step.put(PROPERTY_END);
  return property;
}
