import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bboxCenter, bboxSize } from '../geo/bbox.ts';
import { AreaPanel } from './area-panel.tsx';
import { useArea } from './area-store.ts';

const GEOCODER = { url: 'https://photon.example/api/', attribution: 'Search by Photon' };

function open(maxAreaKm2 = 4) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AreaPanel map={null} maxAreaKm2={maxAreaKm2} geocoder={GEOCODER} limitName="the sample service" />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const field = (name: string) => screen.getByRole('textbox', { name });

beforeEach(() => useArea.getState().areaCleared());
afterEach(() => vi.unstubAllGlobals());

describe('without a map', () => {
  it('takes typed coordinates and shows the box in numbers', async () => {
    const user = open();
    await user.type(field('Coordinates'), '13.40, 52.50, 13.41, 52.51{Enter}');
    expect(useArea.getState().bbox).toEqual([13.4, 52.5, 13.41, 52.51]);
    expect(screen.getByRole('status', { name: 'Size of the area' })).toHaveTextContent('679 × 1113 m · 0.76 km²');
    expect(screen.getByText('52.510000')).toBeVisible();
  });

  it('makes a box of the typed size around a typed center', async () => {
    const user = open();
    await user.clear(field('Width'));
    await user.type(field('Width'), '300');
    await user.type(field('Coordinates'), '7.4242, 43.7355{Enter}');
    const { bbox, size } = useArea.getState();
    expect(size).toEqual([300, 500]);
    expect(bboxSize(bbox!)[0]).toBeCloseTo(300, 6);
    expect(bboxCenter(bbox!)[1]).toBeCloseTo(43.7355, 9);
  });

  it('offers no tools for the map', () => {
    open();
    expect(screen.getByRole('button', { name: 'Draw box' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Drop center' })).toBeDisabled();
  });

  it('puts the box of the current size around a place that was found', async () => {
    const place = { type: 'Feature', geometry: { type: 'Point', coordinates: [21.2392122, 49.0000074] } };
    const properties = { osm_type: 'R', osm_id: 388255, name: 'Prešov', country: 'Slovensko', type: 'city' };
    const answer = { type: 'FeatureCollection', features: [{ ...place, properties }] };
    vi.stubGlobal('fetch', async () => Response.json(answer));
    const user = open();
    await user.type(screen.getByRole('combobox'), 'Prešov');
    await user.click(await screen.findByRole('option', { name: /Prešov/ }));
    expect(useArea.getState()).toMatchObject({ center: [21.2392122, 49.0000074], size: [500, 500] });
  });
});

describe('what cannot be taken', () => {
  it('refuses a size that is no number, and keeps the box', async () => {
    useArea.getState().centerDropped([13.4, 52.5]);
    const user = open();
    await user.type(field('Height'), ' wide');
    expect(field('Height')).toBeInvalid();
    expect(field('Height')).toHaveAccessibleDescription('Give a number of metres.');
    expect(useArea.getState().size).toEqual([500, 500]);
  });

  it('refuses a size over the limit at its field and says by how much', async () => {
    useArea.getState().centerDropped([13.4, 52.5]);
    const user = open();
    await user.type(field('Width'), '00');
    expect(field('Width')).toHaveAccessibleDescription(/limit is 4.00 km².*the sample service/);
    expect(useArea.getState().size).toEqual([5000, 500]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('forgets a refused text when the area changes otherwise', async () => {
    const user = open();
    await user.type(field('Width'), 'x');
    useArea.getState().boxDrawn([13.4, 52.5, 13.41, 52.51]);
    expect(await screen.findByDisplayValue('679')).toBeValid();
  });

  it('keeps a drawn box over the limit and says why it is refused', () => {
    useArea.getState().boxDrawn([13.3, 52.4, 13.5, 52.6]);
    open();
    expect(screen.getByRole('alert')).toHaveTextContent('the limit is 4.00 km²');
    expect(useArea.getState().bbox).toEqual([13.3, 52.4, 13.5, 52.6]);
  });
});

it('clears the area', async () => {
  useArea.getState().centerDropped([13.4, 52.5]);
  const user = open();
  expect(within(screen.getByRole('status', { name: 'Size of the area' })).getByText('500 × 500 m')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(useArea.getState().bbox).toBeUndefined();
  expect(screen.getByText('No area chosen yet.')).toBeVisible();
});
