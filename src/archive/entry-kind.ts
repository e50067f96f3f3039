import { FORMATS } from '../contract/formats.ts';

/** What a file in an export is, with the word that a user sees. */
export const ENTRY_KINDS = {
  model: 'Model',
  report: 'Report',
  licence: 'Licence',
  text: 'Text',
  image: 'Picture',
  other: 'Other',
} as const;

export type EntryKind = keyof typeof ENTRY_KINDS;

const MODEL_EXTENSIONS = new Set<string>(Object.values(FORMATS).map(({ extension }) => extension));
const TEXT_EXTENSIONS = new Set(['txt', 'md', 'csv', 'json', 'xml', 'html', 'mtl', 'prj', 'log']);
const PICTURE_TYPES = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
  ['svg', 'image/svg+xml'],
]);
/** Models that are written in letters, so that a user can read them. */
const READABLE_MODELS = new Set(['obj', 'dxf']);

const LICENCE_NAME = /^(licen[cs]e|copying|attribution)(\.|$)/i;

/** The kind of a file by its name (without folders). */
export function entryKind(name: string): EntryKind {
  const extension = extensionOf(name);
  if (name.toLowerCase() === 'report.json') return 'report';
  if (LICENCE_NAME.test(name)) return 'licence';
  if (MODEL_EXTENSIONS.has(extension)) return 'model';
  if (TEXT_EXTENSIONS.has(extension)) return 'text';
  if (PICTURE_TYPES.has(extension)) return 'image';
  return 'other';
}

/** Whether a file can be shown as text. */
export function isReadable(name: string): boolean {
  const kind = entryKind(name);
  return kind === 'report' || kind === 'licence' || kind === 'text' || READABLE_MODELS.has(extensionOf(name));
}

/** The type of a picture that browsers show, by its name; undefined for all else. */
export function pictureType(name: string): string | undefined {
  return PICTURE_TYPES.get(extensionOf(name));
}

/** The name's end in lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}
