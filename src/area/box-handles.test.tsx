import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Map as LibreMap } from 'maplibre-gl';
import { beforeEach, describe, expect, it } from 'vitest';
import { mercatorLat, mercatorLon, mercatorX, mercatorY } from '../geo/mercator.ts';
import { chosenArea, useArea } from './area-store.ts';
import { BoxHandles } from './box-handles.tsx';

/** What the handles use of a map, without WebGL: Web Mercator with the whole world `pixels` wide. */
function mapOf(pixels: number): LibreMap {
  const map = {
    project: ([lon, lat]: [number, number]) => ({ x: mercatorX(lon) * pixels, y: mercatorY(lat) * pixels }),
    unproject: ([x, y]: [number, number]) => ({ lng: mercatorLon(x / pixels), lat: mercatorLat(y / pixels) }),
    getContainer: () => document.body,
    on: () => map,
    off: () => map,
  };
  return map as unknown as LibreMap;
}

function Handles({ map }: { readonly map: LibreMap }) {
  const area = chosenArea(useArea());
  return area && <BoxHandles map={map} area={area} />;
}

const names = () => screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'));

describe('BoxHandles', () => {
  beforeEach(() => {
    useArea.getState().areaCleared();
    useArea.getState().centerDropped([13.4, 52.5]);
  });

  it('offers every corner, every edge and the whole box', () => {
    render(<Handles map={mapOf(2 ** 24)} />);
    expect(names()).toHaveLength(9);
  });

  it('leaves out what does not fit on a small box, and always leaves one grip', () => {
    const { rerender } = render(<Handles map={mapOf(2 ** 22)} />);
    expect(names()).toEqual([
      'North-west corner',
      'North-east corner',
      'South-east corner',
      'South-west corner',
      'Move the area',
    ]);
    rerender(<Handles map={mapOf(2 ** 12)} />);
    expect(names()).toEqual(['Move the area']);
  });

  it('moves an edge with the arrow keys and keeps the other sides', async () => {
    const [west, south, , north] = useArea.getState().bbox!;
    render(<Handles map={mapOf(2 ** 24)} />);
    screen.getByRole('button', { name: 'East edge' }).focus();
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}{ArrowUp}');
    const { bbox, size } = useArea.getState();
    expect(size[0]).toBeCloseTo(555, 6);
    expect([bbox![0], bbox![1], bbox![3]]).toEqual([west, south, north]);
  });

  it('moves the whole box with the arrow keys and keeps its size', async () => {
    render(<Handles map={mapOf(2 ** 24)} />);
    screen.getByRole('button', { name: 'Move the area' }).focus();
    await userEvent.keyboard('{ArrowDown}{Tab}');
    expect(useArea.getState().size).toEqual([500, 500]);
    expect(useArea.getState().center![0]).toBe(13.4);
    expect(useArea.getState().center![1]).toBeLessThan(52.5);
  });
});
