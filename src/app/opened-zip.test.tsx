import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import publicConfig from '../../public/config.json';
import { rawZip } from '../archive/test-zips.ts';
import type { AppConfig } from '../contract/config.ts';
import { Workbench } from './workbench.tsx';

const zip = () => new File([rawZip([{ name: 'city.stl' }])], 'mine.zip');

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  vi.stubGlobal('Blob', NodeBlob);
  vi.stubGlobal('File', NodeFile);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Workbench config={publicConfig as AppConfig} map={null} offline={false} />
    </QueryClientProvider>,
  );
});

afterEach(() => vi.unstubAllGlobals());

it('looks into a ZIP that is dropped anywhere on the page', async () => {
  const dataTransfer = { types: ['Files'], files: [zip()] };
  fireEvent.dragOver(document.body, { dataTransfer });
  expect(screen.getByText('Drop a ZIP to look into it')).toBeInTheDocument();
  fireEvent.drop(document.body, { dataTransfer });
  expect(screen.queryByText('Drop a ZIP to look into it')).toBeNull();
  expect(await screen.findByText('city.stl', {}, { timeout: 8000 })).toBeInTheDocument();
}, 20_000);

it('tells about the data, with the sources of this deployment', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'About the data' }));
  await screen.findByRole('dialog', { name: 'About the data' }, { timeout: 8000 });
  expect(await screen.findByText('Ground: Mapterhorn', {}, { timeout: 8000 })).toBeInTheDocument();
}, 20_000);
