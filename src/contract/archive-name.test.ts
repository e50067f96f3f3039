import { expect, it } from 'vitest';
import { archiveName } from './archive-name.ts';

it.each([
  [{ bbox: [6.9539, 50.9407, 6.9592, 50.9439], format: 'stl' }, 'cityclip-50.9423-6.9566-stl.zip'],
  [{ bbox: [-0.00003, -0.00003, 0.00001, 0.00001], format: 'obj' }, 'cityclip-0.0000-0.0000-obj.zip'],
  [{ center: [-70.5, -33.25] }, 'cityclip--33.2500--70.5000-stl.zip'],
  [
    { bbox: [-0.01, -0.01, 0.01, 0.01], format: 'dxf', options: { data: 'sample' } },
    'cityclip-sample-city-0.0000-0.0000-dxf.zip',
  ],
  [{ address: 'Cologne' }, 'cityclip-stl.zip'],
] as const)('names %j', (request, name) => {
  expect(archiveName(structuredClone(request) as Parameters<typeof archiveName>[0])).toBe(name);
});
