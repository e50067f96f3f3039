import type { ElementType, OsmMember } from '../osm-data.ts';
import { NO_TAGS, type OsmBuilder } from './osm-builder.ts';

/** A start or end tag as the parser gives it. */
export interface XmlTag {
  readonly name: string;
  readonly attributes: Attributes;
}

type Attributes = Readonly<Record<string, string>>;

/** An element while its children are read. */
interface OpenElement {
  readonly type: ElementType;
  readonly attributes: Attributes;
  readonly tags: Record<string, string>;
  readonly line: Line;
  readonly members: OsmMember[];
  tagged: boolean;
}

/** A run of `<nd>`: ids, and positions where `out geom` wrote them. */
interface Line {
  readonly refs: number[];
  readonly points: number[];
  located: boolean;
}

/** Turns the XML tags `node`, `way`, `relation` and their children into elements. */
export class OsmXmlElements {
  readonly #builder: OsmBuilder;
  #element: OpenElement | undefined;
  /** The positions of the relation's member way that is being read. */
  #memberLine: Line | undefined;

  constructor(builder: OsmBuilder) {
    this.#builder = builder;
  }

  open({ name, attributes }: XmlTag): void {
    if (name === 'node' || name === 'way' || name === 'relation') {
      this.#element = { type: name, attributes, tags: {}, line: newLine(), members: [], tagged: false };
      return;
    }
    const element = this.#element;
    if (!element) return;
    if (name === 'tag') addTag(element, attributes);
    else if (name === 'nd') addPoint(this.#memberLine ?? element.line, attributes);
    else if (name === 'member') {
      element.members.push(memberOf(attributes));
      this.#memberLine = newLine();
    }
  }

  close({ name }: XmlTag): void {
    const element = this.#element;
    if (!element) return;
    if (name === 'member') this.#closeMember(element);
    else if (name === element.type) {
      this.#element = undefined;
      this.#add(element);
    }
  }

  /** A member's geometry makes a way, which a `<way>` of the same id completes with its tags. */
  #closeMember({ members }: OpenElement): void {
    const member = members.at(-1);
    const line = this.#memberLine;
    this.#memberLine = undefined;
    if (member?.type === 'way' && line?.located) this.#builder.addWay(member.ref, NO_TAGS, undefined, line.points);
  }

  #add({ type, attributes, tags, tagged, line, members }: OpenElement): void {
    const id = number(attributes.id);
    const elementTags = tagged ? tags : NO_TAGS;
    if (attributes.action === 'delete' || attributes.visible === 'false') this.#builder.note('deleted');
    else if (type === 'node') this.#builder.addNode(id, number(attributes.lon), number(attributes.lat), elementTags);
    else if (type === 'way') this.#builder.addWay(id, elementTags, line.refs, line.located ? line.points : undefined);
    else this.#builder.addRelation(id, elementTags, members);
  }
}

function newLine(): Line {
  return { refs: [], points: [], located: false };
}

function addTag(element: OpenElement, { k, v }: Attributes): void {
  if (k === undefined || v === undefined) return;
  element.tags[k] = v;
  element.tagged = true;
}

function addPoint(line: Line, { ref, lon, lat }: Attributes): void {
  line.refs.push(number(ref));
  line.points.push(number(lon), number(lat));
  line.located ||= lon !== undefined;
}

function memberOf({ type, ref, role = '' }: Attributes): OsmMember {
  return { type: type === 'node' || type === 'relation' ? type : 'way', ref: number(ref), role };
}

/** NaN for an absent or empty attribute, which `Number` would take for 0. */
function number(text: string | undefined): number {
  return text ? Number(text) : Number.NaN;
}
