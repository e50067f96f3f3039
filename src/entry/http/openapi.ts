import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { ExportRequestSchema } from '../../contract/request.ts';
import { SOFTWARE } from '../../engine/software.ts';
import { CreatedSchema, ErrorSchema, ExportSchema } from './api-schemas.ts';

/** Checks that say more than JSON Schema can, or what JSON says anyway: numbers in it are finite. */
const UNSAID = ['finite', 'trim'];

const TEXT: Readonly<Record<number, string>> = {
  400: 'The body is not valid JSON',
  401: 'No token, or one that is wrong, expired or revoked',
  403: 'The token lacks a permission, which the message names',
  404: 'There is no such export',
  408: 'The body did not come in time',
  409: 'The export is not done yet',
  410: 'The export or its link has expired',
  413: 'The area (or the body) is too large; the message says the limit',
  415: 'The body is not JSON',
  422: 'The request is invalid; errors holds the reasons per field',
  429: 'Too many requests; see Retry-After',
  503: 'Busy, or a source cannot be reached; see Retry-After',
};

/** The OpenAPI 3.1 document of the API, generated from the schemas that check requests and answers. */
export function openApiDocument(base: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: `${SOFTWARE.name}: Simple Export API`,
      version: SOFTWARE.version,
      description: 'POST a request, poll its status until it is done or failed, then fetch the ZIP from download_url.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${base}/api` }],
    security: [{ token: [] }],
    paths: {
      '/': { get: describeOperation() },
      '/export/simple': { post: createOperation() },
      '/export/{id}': { parameters: [path('id')], get: statusOperation(), delete: cancelOperation() },
      '/export/{id}/download': { parameters: [path('id')], get: downloadOperation() },
      '/files/{id}/{key}/{name}': { parameters: ['id', 'key', 'name'].map(path), get: fileOperation() },
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Permissions: export.create, export.read, export.pay' },
      },
      schemas: {
        ExportRequest: { ...schema(ExportRequestSchema), oneOf: areaChoices() },
        Created: schema(CreatedSchema),
        Export: schema(ExportSchema),
        Error: schema(ErrorSchema),
      },
    },
  };
}

function describeOperation() {
  return {
    operationId: 'describe',
    summary: 'What this server offers',
    security: [],
    responses: { 200: { description: 'Formats, layers, sources, limits', content: json({ type: 'object' }) } },
  };
}

function createOperation() {
  return {
    operationId: 'createExport',
    summary: 'Create an export (export.create)',
    requestBody: { required: true, content: json(reference('ExportRequest')) },
    responses: {
      201: { description: 'Created', content: json(reference('Created')) },
      ...errors(400, 401, 403, 408, 413, 415, 422, 429, 503),
    },
  };
}

function statusOperation() {
  return {
    operationId: 'getExport',
    summary: 'The state of an export (export.read)',
    responses: {
      200: { description: 'The export', content: json(reference('Export')) },
      ...errors(401, 403, 404, 410, 429),
    },
  };
}

function cancelOperation() {
  return {
    operationId: 'cancelExport',
    summary: 'Stop an export, or drop a finished one (export.create)',
    responses: { 204: { description: 'Gone' }, ...errors(401, 403, 404, 410, 429) },
  };
}

function downloadOperation() {
  return {
    operationId: 'downloadExport',
    summary: 'Redirects to the ZIP; with the key of download_url no token is needed',
    security: [{}, { token: [] }],
    parameters: [{ name: 'key', in: 'query', schema: { type: 'string' } }],
    responses: {
      302: { description: 'The place of the ZIP', headers: { Location: { schema: { type: 'string' } } } },
      ...errors(401, 403, 404, 409, 410, 429),
    },
  };
}

function fileOperation() {
  const content = { 'application/zip': { schema: { type: 'string', contentMediaType: 'application/zip' } } };
  return {
    operationId: 'getFile',
    summary: 'The ZIP; ranges are served',
    security: [],
    responses: {
      200: { description: 'The ZIP', content },
      206: { description: 'A range of the ZIP', content },
      304: { description: 'Not changed' },
      416: { description: 'The range lies outside' },
      ...errors(404, 410, 429),
    },
  };
}

/** Exactly one of them gives the area. */
function areaChoices() {
  return ['bbox', 'center', 'address'].map((field) => ({ required: [field] }));
}

function schema(source: GenericSchema) {
  const { $schema: _, ...rest } = toJsonSchema(source, {
    target: 'draft-2020-12',
    typeMode: 'input',
    ignoreActions: UNSAID,
  });
  return rest;
}

function errors(...statuses: number[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: TEXT[status], content: json(reference('Error')) }]),
  );
}

function reference(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function json(content: object) {
  return { 'application/json': { schema: content } };
}

function path(name: string) {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}
