import { expect, test } from 'vitest';
import { FORMAT_IDS } from '../../contract/formats.ts';
import { LAYER_IDS } from '../../contract/layers.ts';
import { openApiDocument } from './openapi.ts';

// As clients get it.
const text = JSON.stringify(openApiDocument('https://models.example'));
const document = JSON.parse(text);

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Record<string, { readonly description: string }>;
}

const operations: [string, string, Operation][] = Object.entries(document.paths as Record<string, object>).flatMap(
  ([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => [path, method, operation] as [string, string, Operation]),
);

test('is an OpenAPI 3.1 document of this server', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  expect(document.servers).toEqual([{ url: 'https://models.example/api' }]);
  expect(document.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
});

test('every operation has an id of its own, answers with descriptions, and its path parameters', () => {
  const ids = operations.map(([, , { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [path, method, operation] of operations) {
    expect(['get', 'post', 'delete']).toContain(method);
    expect(path).toMatch(/^\//);
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^[2-5]\d\d$/);
      expect(response.description).toMatch(/\w/);
    }
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const item = document.paths[path] as { parameters?: { name: string; in: string; required: boolean }[] };
    expect((item.parameters ?? []).map(({ name }) => name)).toEqual(named);
    for (const parameter of item.parameters ?? []) expect(parameter).toMatchObject({ in: 'path', required: true });
  }
});

test('every reference leads somewhere', () => {
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!);
  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) {
    const found = reference
      .replace(/^#\//, '')
      .split('/')
      .reduce((at, name) => at?.[name], document);
    expect(found, reference).toBeTypeOf('object');
  }
});

test('the request is the contract’s', () => {
  const { ExportRequest, Error: failure, Created } = document.components.schemas;
  expect(ExportRequest.additionalProperties).toBe(false);
  expect(ExportRequest.properties.bbox).toMatchObject({ type: 'array', minItems: 4, items: false });
  expect(ExportRequest.properties.format).toMatchObject({ enum: FORMAT_IDS, default: 'stl' });
  expect(ExportRequest.properties.include.items.enum).toEqual(LAYER_IDS);
  expect(ExportRequest.properties.separate_files).toEqual({ type: 'boolean', default: false });
  expect(ExportRequest.properties.options.properties).toHaveProperty('base_thickness');
  expect(ExportRequest.oneOf).toEqual([{ required: ['bbox'] }, { required: ['center'] }, { required: ['address'] }]);
  expect(failure.required).toEqual(['message']);
  expect(Created.required).toEqual(['id', 'status']);
});
