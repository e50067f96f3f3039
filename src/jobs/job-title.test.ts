import { expect, it } from 'vitest';
import { bboxFromCenter } from '../geo/bbox.ts';
import { jobTitle } from './job-title.ts';

it.each([
  [
    { bbox: [...bboxFromCenter([7, 51], [500, 500])], include: ['terrain', 'buildings'] },
    'STL · 0.25 km² · terrain, buildings',
  ],
  [{ center: [7, 51], format: 'dxf' }, 'DXF · 0.25 km² · terrain'],
  [{ address: 'Cologne', size: [20, 30] }, 'STL · Cologne · 600 m² · terrain'],
  [{ center: [7, 51], size: [5000, 4000], options: { data: 'sample' } }, 'STL · 20.0 km² · terrain · sample city'],
] as const)('names %j', (request, title) => {
  expect(jobTitle(request as Parameters<typeof jobTitle>[0])).toBe(title);
});
