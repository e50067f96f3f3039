import type { LonLat } from '../../../geo/bbox.ts';
import { type CityObject, cityObjects } from '../city-objects.ts';
import type { PlainFile, Scene } from '../format.ts';
import { lazyChunks } from '../lazy-chunks.ts';
import { mapCrs } from '../map-crs.ts';
import { longText } from '../prepared-text.ts';
import {
  BUILDING_ELEMENT_IDS,
  type BuildingElement,
  buildingElement,
  buildingElementKind,
  type ElementKind,
  elementKind,
} from './elements.ts';
import { ifcGuid } from './guid.ts';
import { type MapConversion, mapConversion } from './map-conversion.ts';
import { addProperties } from './properties.ts';
import { ShapeWriter, surfacesOf } from './shapes.ts';
import { type Ref, StepWriter, stepReal, stepText } from './step-writer.ts';

const COMMA = 44;
const BUILDING = longText('IFCBUILDING(');
const NO_HISTORY = longText(',$,');
const NOTHING_TWICE = longText(',$,$,');
const BUILDING_END = longText(',$,$,.ELEMENT.,$,$,$);\n');
const AGGREGATES = longText('IFCRELAGGREGATES(');
const NO_NAMES = longText(',$,$,$,');
const AGGREGATES_OF = longText(',(');
const LIST_END = longText('));\n');
const CONTAINED = longText('IFCRELCONTAINEDINSPATIALSTRUCTURE(');
const NO_NAMES_OF = longText(',$,$,$,(');
const CONTAINED_IN = longText('),');
const END = longText(');\n');

/** Behind a part's id, of the elements that its body is divided into. */
const BODY_SUFFIXES: Readonly<Record<BuildingElement, string>> = {
  wall: ':body:wall',
  roof: ':body:roof',
  slab: ':body:slab',
};

/**
 * IFC4 (reference view): a site on a map, a building per building with walls, roofs and slabs, terrain and green as geographic
 * elements, roads, railways and bridges as civil elements; all triangulated, with attributes and tags as property sets.
 */
export function writeIfc(scene: Scene, baseName: string): PlainFile[] {
  return [{ name: `${baseName}.ifc`, chunks: lazyChunks(() => ifcChunks(scene, baseName)) }];
}

function* ifcChunks(scene: Scene, name: string): Generator<Uint8Array> {
  const step = new StepWriter();
  step.out.text(header(scene, name));
  const model = new ModelWriter(step, scene, name);
  for (const object of cityObjects(scene)) {
    yield* object.layer === 'buildings' ? model.building(object) : model.element(object);
    yield* step.out.takeFinished();
  }
  model.finish();
  step.out.text('ENDSEC;\nEND-ISO-10303-21;\n');
  yield* step.out.takeAll();
}

/** The time is that of no clock: the same model gives the same bytes. */
function header({ comments, attributions }: Scene, name: string): string {
  const [software = ''] = comments;
  return [
    'ISO-10303-21;',
    'HEADER;',
    `FILE_DESCRIPTION(('ViewDefinition [ReferenceView_V1.2]',${stepText(comments.join('; '))}),'2;1');`,
    `FILE_NAME(${stepText(`${name}.ifc`)},'1970-01-01T00:00:00',(''),(${stepText(attributions.join('; '))}),${stepText(software)},${stepText(software)},'');`,
    "FILE_SCHEMA(('IFC4'));",
    'ENDSEC;',
    'DATA;\n',
  ].join('\n');
}

class ModelWriter {
  readonly #step: StepWriter;
  readonly #shapes: ShapeWriter;
  readonly #placement: Ref;
  readonly #site: Ref;
  readonly #buildings: Ref[] = [];
  readonly #onSite: Ref[] = [];

  constructor(step: StepWriter, { city, settings, placement }: Scene, name: string) {
    this.#step = step;
    const { frame } = city;
    const crs = mapCrs(settings.crs, frame);
    const conversion = mapConversion(crs, frame);
    const metre = step.add('IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.)');
    const units = [
      metre,
      step.add('IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.)'),
      step.add('IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.)'),
      step.add('IFCSIUNIT(*,.PLANEANGLEUNIT.,$,.RADIAN.)'),
    ];
    const origin = step.add('IFCCARTESIANPOINT((0.,0.,0.))');
    const axes = step.add(`IFCAXIS2PLACEMENT3D(#${origin},$,$)`);
    const north = step.add('IFCDIRECTION((0.,1.))');
    const context = step.add(`IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#${axes},#${north})`);
    const body = step.add(`IFCGEOMETRICREPRESENTATIONSUBCONTEXT('Body','Model',*,*,*,*,#${context},$,.MODEL_VIEW.,$)`);
    if (crs.epsg !== undefined) addMapConversion(step, context, metre, crs.epsg, conversion);
    const assignment = step.add(`IFCUNITASSIGNMENT((${units.map((unit) => `#${unit}`).join(',')}))`);
    const project = step.add(
      `IFCPROJECT('${ifcGuid('project')}',$,${stepText(name)},$,$,$,$,(#${context}),#${assignment})`,
    );
    this.#placement = step.add(`IFCLOCALPLACEMENT($,#${axes})`);
    this.#site = step.add(
      `IFCSITE('${ifcGuid('site')}',$,'Site',$,$,#${this.#placement},$,$,.ELEMENT.,${siteAngles(frame.origin)},0.,$,$)`,
    );
    step.add(`IFCRELAGGREGATES('${ifcGuid('project:site')}',$,$,$,#${project},(#${this.#site}))`);
    this.#shapes = new ShapeWriter(step, conversion.toModel, placement.decimals, body);
  }

  /** A building with the elements of its parts. */
  *building(object: CityObject): Generator<Uint8Array> {
    const { id, parts } = object;
    const step = this.#step;
    const building = step.begin(BUILDING);
    step.guid(id);
    step.put(NO_HISTORY);
    this.#name(object);
    step.put(NOTHING_TWICE);
    step.ref(this.#placement);
    step.put(BUILDING_END);
    this.#buildings.push(building);
    addProperties(step, building, id, object);
    const elements: Ref[] = [];
    for (const part of parts.length > 0 ? parts : [object]) yield* this.#partElements(part, part !== object, elements);
    if (elements.length > 0) this.#contain(id, ':elements', elements, building);
  }

  *#partElements(part: CityObject, hasOwnProperties: boolean, elements: Ref[]): Generator<Uint8Array> {
    const { shape } = part;
    if (!shape) return;
    const surfaces = surfacesOf(shape);
    for (const element of BUILDING_ELEMENT_IDS) {
      const product = yield* this.#shapes.write(
        shape,
        surfaces.filter((surface) => buildingElement(surface) === element),
      );
      if (product === undefined) continue;
      const ref = this.#product(buildingElementKind(element), part, BODY_SUFFIXES[element], product);
      if (hasOwnProperties) addProperties(this.#step, ref, `${part.id}${BODY_SUFFIXES[element]}`, part);
      elements.push(ref);
    }
  }

  /** Something on the site, with its parts. */
  *element(object: CityObject): Generator<Uint8Array> {
    const { id, shape, parts } = object;
    const product = shape && (yield* this.#shapes.write(shape, surfacesOf(shape)));
    if (product !== undefined) {
      const element = this.#product(elementKind(object), object, '', product);
      this.#onSite.push(element);
      addProperties(this.#step, element, id, object);
    }
    for (const part of parts) yield* this.element(part);
  }

  /** Relations that name everything. */
  finish(): void {
    const step = this.#step;
    if (this.#buildings.length > 0) {
      step.begin(AGGREGATES);
      step.guid('site:buildings');
      step.put(NO_NAMES);
      step.ref(this.#site);
      step.put(AGGREGATES_OF);
      step.refs(this.#buildings);
      step.put(LIST_END);
    }
    if (this.#onSite.length > 0) this.#contain('site', ':elements', this.#onSite, this.#site);
  }

  #contain(id: string, suffix: string, elements: readonly Ref[], structure: Ref): void {
    const step = this.#step;
    step.begin(CONTAINED);
    step.guid(id, suffix);
    step.put(NO_NAMES_OF);
    step.refs(elements);
    step.put(CONTAINED_IN);
    step.ref(structure);
    step.put(END);
  }

  #product({ entity, predefined, objectType }: ElementKind, object: CityObject, suffix: string, shape: Ref): Ref {
    const step = this.#step;
    const { out } = step;
    const product = step.begin(entity);
    step.guid(object.id, suffix);
    step.put(NO_HISTORY);
    this.#name(object);
    step.put(objectType);
    step.ref(this.#placement);
    out.byte(COMMA);
    step.ref(shape);
    step.put(predefined);
    return product;
  }

  #name({ name, osmId, id }: CityObject): void {
    this.#step.string(name ?? osmId ?? id);
  }
}

function addMapConversion(step: StepWriter, context: Ref, metre: Ref, epsg: number, conversion: MapConversion): void {
  const crs = step.add(`IFCPROJECTEDCRS('EPSG:${epsg}',$,$,$,$,$,#${metre})`);
  const { eastings, northings, abscissa, ordinate, scale } = conversion;
  const numbers = [eastings, northings, 0, abscissa, ordinate, scale].map(stepReal).join(',');
  step.add(`IFCMAPCONVERSION(#${context},#${crs},${numbers})`);
}

/** Latitude and longitude of the site in degrees, minutes, seconds and millionths of a second. */
function siteAngles([lon, lat]: LonLat): string {
  return [lat, lon].map(compoundAngle).join(',');
}

function compoundAngle(degrees: number): string {
  const sign = degrees < 0 ? -1 : 1;
  let rest = Math.round(Math.abs(degrees) * 3600e6);
  const parts = [3600e6, 60e6, 1e6, 1].map((unit) => {
    const part = Math.floor(rest / unit);
    rest -= part * unit;
    return sign * part + 0;
  });
  return `(${parts.join(',')})`;
}
