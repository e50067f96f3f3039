const FIELDS = new Set(['bbox', 'center', 'address', 'size', 'format', 'include', 'separate_files']);
const FORMATS = ['stl', 'obj', 'dxf'];
const LAYERS = ['terrain', 'buildings'];

/** The reasons per field why a service that knows exactly the documented fields refuses a body; none where it does not. */
export function bodyErrors(body: Readonly<Record<string, unknown>>): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  const check = (field: string, reason: string, isRight: (value: unknown) => boolean) => {
    if (body[field] !== undefined && !isRight(body[field])) errors[field] = [reason];
  };
  for (const field of Object.keys(body)) if (!FIELDS.has(field)) errors[field] = ['is not a known field'];
  const areas = ['bbox', 'center', 'address'].filter((field) => body[field] !== undefined);
  if (areas.length !== 1) errors.bbox = ['one of bbox, center, address is required'];
  check('bbox', 'must be a box of degrees', isBox);
  check('center', 'must be a position in degrees', (value) => isNumbers(value, 2) && isPosition(value));
  check('address', 'must be a text', (value) => typeof value === 'string' && value !== '');
  check('size', 'must be two lengths', (value) => isNumbers(value, 2) && value.every((length) => length > 0));
  if (body.size !== undefined && body.bbox !== undefined) errors.size = ['only with center or address'];
  check('format', 'is not a known format', (value) => FORMATS.includes(value as string));
  check('include', 'must name known layers', isLayers);
  check('separate_files', 'must be true or false', (value) => typeof value === 'boolean');
  return errors;
}

function isBox(value: unknown): boolean {
  if (!isNumbers(value, 4)) return false;
  const [west, south, east, north] = value as [number, number, number, number];
  return west < east && south < north && isPosition([west, south]) && isPosition([east, north]);
}

function isPosition([lon, lat]: readonly number[]): boolean {
  return Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90;
}

function isNumbers(value: unknown, count: number): value is number[] {
  return Array.isArray(value) && value.length === count && value.every(Number.isFinite);
}

function isLayers(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((layer) => LAYERS.includes(layer));
}
