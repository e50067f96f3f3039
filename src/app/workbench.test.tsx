import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import publicConfig from '../../public/config.json';
import { useArea } from '../area/area-store.ts';
import { useConnectionStore } from '../connections/connection-store.ts';
import type { AppConfig } from '../contract/config.ts';
import { bboxCenter, bboxSize } from '../geo/bbox.ts';
import { useJobStore } from '../jobs/job-store.ts';
import { FIRST_CHOICES } from '../request/choices.ts';
import { useRequest } from '../request/request-store.ts';
import { Workbench } from './workbench.tsx';

const config = publicConfig as AppConfig;

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  useArea.getState().areaCleared();
  useRequest.getState().choicesChanged(FIRST_CHOICES);
  useConnectionStore.getState().settingsCleared();
  for (const { key } of useJobStore.getState().jobs) useJobStore.getState().jobDismissed(key);
});

afterEach(() => vi.unstubAllGlobals());

function open(offline = false) {
  const client = new QueryClient();
  const page = (isOffline: boolean) => (
    <QueryClientProvider client={client}>
      <Workbench config={config} map={null} offline={isOffline} />
    </QueryClientProvider>
  );
  const { rerender } = render(page(offline));
  return { user: userEvent.setup(), network: (there: boolean) => rerender(page(!there)) };
}

const exportButton = () => screen.getByRole('button', { name: 'Export' });
const chooseArea = () => act(() => useArea.getState().boxTyped([6.9539, 50.9407, 6.9592, 50.9439]));
const useRemote = () =>
  useConnectionStore.getState().settingsSaved({
    connectionId: 'remote',
    endpoint: 'https://exports.test/api',
    token: 'secret',
    remember: false,
  });

it('leads from the area to the export', () => {
  open();
  expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual(
    expect.arrayContaining(['Cityclip', 'Area', 'Model']),
  );
  expect(exportButton()).toHaveAccessibleDescription(/Choose an area/);
  chooseArea();
  expect(exportButton()).toBeEnabled();
});

it('holds an area against the limit of the chosen data', async () => {
  const { user } = open();
  act(() => useArea.getState().boxTyped([6.9, 50.9, 6.94, 50.93]));
  expect(exportButton()).toBeDisabled();
  expect(exportButton()).toHaveAccessibleDescription(/limit is 4\.00 km²/);
  await user.click(screen.getByRole('radio', { name: /Sample city/ }));
  expect(exportButton()).toBeEnabled();
});

it('says over the map that the sample city is fictional', async () => {
  const { user } = open();
  const label = /Sample city: fictional\./;
  expect(screen.queryByText(label)).not.toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: /Sample city/ }));
  expect(screen.getByText(label)).toBeInTheDocument();
});

it('is one click away from a model without network', () => {
  open(true);
  expect(screen.getByText('No network')).toBeInTheDocument();
  expect(screen.getByRole('radio', { name: /Sample city/ })).toBeChecked();
  expect(exportButton()).toBeEnabled();
  const { bbox } = useArea.getState();
  expect(bboxCenter(bbox!)).toEqual([0, 0]);
  expect(bboxSize(bbox!).map(Math.round)).toEqual([1000, 1000]);
});

it('keeps the area that is there when the network goes, and offers live data when it comes back', async () => {
  const { user, network } = open();
  chooseArea();
  const { bbox } = useArea.getState();
  network(false);
  expect(useArea.getState().bbox).toEqual(bbox);
  expect(screen.getByRole('radio', { name: /Sample city/ })).toBeChecked();
  network(true);
  expect(screen.getByText('The network is back')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Use OpenStreetMap (live)' }));
  expect(screen.getByRole('radio', { name: /OpenStreetMap/ })).toBeChecked();
  expect(screen.queryByText('The network is back')).not.toBeInTheDocument();
});

it('offers its own engine where a remote one cannot be reached', async () => {
  useRemote();
  const { user } = open(true);
  await user.click(screen.getByRole('button', { name: /own engine/ }));
  expect(useConnectionStore.getState().connectionId).toBe('embedded');
  expect(exportButton()).toBeEnabled();
});

it('changes between light and dark and remembers it', async () => {
  const { user } = open();
  await user.click(screen.getByRole('button', { name: 'Dark colours' }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(localStorage.getItem('cityclip.theme')).toBe('dark');
  await user.click(screen.getByRole('button', { name: 'Light colours' }));
  expect(document.documentElement.dataset.theme).toBe('light');
});

it('folds the panel for the map while a tool is in hand', async () => {
  const { user } = open();
  act(() => useArea.getState().toolChosen('rectangle'));
  await user.click(screen.getByRole('button', { name: 'Unfold the panel' }));
  expect(useArea.getState().tool).toBe('none');
  await user.click(screen.getByRole('button', { name: 'Fold the panel' }));
  expect(screen.getByRole('button', { name: 'Unfold the panel' })).toHaveAttribute('aria-expanded', 'false');
});
