import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AddressSearch } from './address-search.tsx';
import type { Place } from './photon.ts';

const GEOCODER = { url: 'https://search.test/api/', attribution: 'Search by Test, © OpenStreetMap contributors' };

const feature = (name: string, lon: number) => ({
  geometry: { coordinates: [lon, 43.7] },
  properties: { osm_type: 'N', osm_id: lon, name, city: 'Monaco' },
});
const THREE = { features: [feature('Palace', 1), feature('Port', 2), feature('Park', 3)] };

configure({ asyncUtilTimeout: 5000 });

/** What the service has been asked, and how it answers. */
let asked: { text: string; signal: AbortSignal }[];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  asked = [];
  answer = () => Response.json(THREE);
  vi.stubGlobal('fetch', async (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push({ text: new URL(url).searchParams.get('q')!, signal });
    return answer();
  });
});

afterEach(() => vi.unstubAllGlobals());

function openSearch() {
  const onPlace = vi.fn<(place: Place) => void>();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AddressSearch geocoder={GEOCODER} onPlace={onPlace} />
      <button type="button">elsewhere</button>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), onPlace, field: screen.getByRole('combobox', { name: 'Address or place' }) };
}

const activeName = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';

it('asks once after typing, and takes the place that is clicked', async () => {
  const { user, onPlace, field } = openSearch();
  await user.type(field, 'mona');
  const list = await screen.findByRole('listbox', { name: 'Places' });
  expect(asked.map(({ text }) => text)).toEqual(['mona']);
  expect(field).toHaveAttribute('aria-expanded', 'true');
  expect(field).toHaveAttribute('aria-controls', list.id);
  expect(screen.getByText(GEOCODER.attribution)).toBeInTheDocument();
  expect(screen.getByRole('status')).toHaveTextContent('3 places found.');

  await user.click(within(list).getByRole('option', { name: /Port/ }));
  expect(onPlace).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'Port', center: [2, 43.7] }));
  expect(field).toHaveValue('Port');
  expect(field).toHaveFocus();
  expect(field).toHaveAttribute('aria-expanded', 'false');
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
});

it('is used with the keyboard alone', async () => {
  const { user, onPlace, field } = openSearch();
  await user.type(field, 'monaco');
  await screen.findByRole('listbox');
  const steps = [
    ['{ArrowDown}', /Palace/],
    ['{ArrowDown}', /Port/],
    ['{End}', /Park/],
    ['{ArrowDown}', /Palace/],
    ['{ArrowUp}', /Park/],
    ['{Home}', /Palace/],
  ] as const;
  for (const [key, name] of steps) {
    await user.keyboard(key);
    expect(activeName(field)).toMatch(name);
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent(name);
  }
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  expect(field).toHaveValue('monaco');
  await user.keyboard('{ArrowDown}');
  await screen.findByRole('listbox');
  await user.keyboard('{Enter}');
  expect(onPlace).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'Palace' }));
  await user.keyboard('{Escape}');
  expect(field).toHaveValue('');
  expect(asked).toHaveLength(1);
});

it('does not ask for less than three characters, and closes when the focus leaves', async () => {
  const { user, field } = openSearch();
  await user.type(field, ' mo ');
  await user.click(screen.getByText('elsewhere'));
  await user.type(field, 'naco');
  await screen.findByRole('listbox');
  await user.tab();
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  expect(asked.map(({ text }) => text)).toEqual(['mo naco']);
});

it('aborts the search before, and shows that a search takes long', async () => {
  answer = () => new Promise(() => {});
  const { user, field } = openSearch();
  await user.type(field, 'mona');
  expect(await screen.findByRole('progressbar', { name: /Searching/ })).toBeInTheDocument();
  answer = () => Response.json(THREE);
  await user.type(field, 'co');
  await screen.findByRole('listbox');
  expect(asked.map(({ text, signal }) => [text, signal.aborted])).toEqual([
    ['mona', true],
    ['monaco', false],
  ]);
  await waitFor(() => expect(screen.queryByRole('progressbar')).not.toBeInTheDocument());
});

it('says when nothing is found', async () => {
  answer = () => Response.json({ features: [] });
  const { user, field } = openSearch();
  await user.type(field, 'nowhere');
  expect(await screen.findByText('No place found for “nowhere”.')).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('No place found');
  expect(field).toHaveAttribute('aria-expanded', 'false');
});

it('says why a search failed, and searches again', async () => {
  answer = () => new Response('', { status: 503 });
  const { user, onPlace, field } = openSearch();
  await user.type(field, 'monaco');
  const retry = await screen.findByRole('button', { name: 'Retry' });
  expect(screen.getByRole('status')).toHaveTextContent(/search\.test answered with status 503\. Try again/);
  expect(asked).toHaveLength(1);
  answer = () => Response.json(THREE);
  await user.tab();
  expect(retry).toHaveFocus();
  await user.keyboard('{Enter}');
  await screen.findByRole('listbox');
  expect(screen.queryByRole('button', { name: 'Retry' })).not.toBeInTheDocument();
  expect(field).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(onPlace).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'Palace' }));
});

it('says when the service cannot be reached', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'));
  const { user, field } = openSearch();
  await user.type(field, 'monaco');
  expect(await screen.findByText(/cannot be reached\. Check the internet connection/)).toBeVisible();
});
