import { type Feature, PROVENANCES, type Provenance } from '../model.ts';

/** More would not help a reader of the page. */
const MAX_ATTRIBUTES = 100;

/** A feature from a node's name and its `extras`: nested objects become dotted keys. */
export function featureOfExtras(nodeName: string | undefined, extras: unknown): Feature {
  const attributes = flat(extras, '').slice(0, MAX_ATTRIBUTES);
  const value = (...keys: string[]) => attributes.find(([key]) => keys.includes(key))?.[1];
  const id = value('id') ?? nodeName ?? '';
  const name = value('name', 'tags.name') ?? (nodeName === id ? undefined : nodeName);
  return {
    id,
    ...(name && { name }),
    attributes: attributes.filter(([key]) => key !== 'id' && key !== 'name'),
    provenance: provenance(value('provenance', 'height.provenance', 'height_provenance', 'heightProvenance')),
  };
}

function flat(value: unknown, prefix: string): [key: string, value: string][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[prefix, String(value)]];
  if (Array.isArray(value)) return [[prefix, value.map(String).join(', ')]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, prefix ? `${prefix}.${key}` : key));
}

function provenance(text: string | undefined): Provenance {
  return PROVENANCES.find((known) => known === text) ?? 'unknown';
}
