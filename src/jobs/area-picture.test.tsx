import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { AreaPicture } from './area-picture.tsx';

const request = { bbox: [2.3, 48.86, 2.31, 48.87] } as const;
const picture = () => screen.getByRole('img', { name: 'Area around 48.8650° north, 2.3050° east' });

it('shows what the map knew of an area, roads over water', () => {
  const sketch = { width: 84, height: 128, paths: { roads: 'M0 32l84 0', water: 'M0 0l9 0 0 9z' } };
  render(<AreaPicture request={{ ...request, bbox: [...request.bbox] }} sketch={sketch} />);
  expect(picture()).toHaveAttribute('viewBox', '0 0 84 128');
  const paths = [...picture().querySelectorAll('path')].map((path) => path.getAttribute('d'));
  expect(paths).toEqual(['M0 0l9 0 0 9z', 'M0 32l84 0']);
});

it('shows the shape of an area that no map knew', () => {
  render(<AreaPicture request={{ ...request, bbox: [...request.bbox] }} />);
  expect(picture().querySelector('rect')).not.toBeNull();
});
