import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Connection } from '../contract/connection.ts';
import { fakeConnection } from '../testing/fake-connection.ts';
import { memoryRecords } from '../testing/memory-records.ts';
import { memoryZips } from '../testing/memory-zips.ts';
import type { FinishedJob } from './job-state.ts';
import { useJobStore } from './job-store.ts';
import { JobTray } from './job-tray.tsx';
import { useKeptZips } from './kept-zips.ts';
import { useArtifact } from './use-artifact.ts';
import { useKeptJobs } from './use-kept-jobs.ts';

let records: ReturnType<typeof memoryRecords>;
let zips: ReturnType<typeof memoryZips>;
const openZips = async () => zips;

beforeEach(() => {
  records = memoryRecords();
  zips = memoryZips();
  leavePage();
});

function leavePage(): void {
  useJobStore.setState({ jobs: [], kept: false });
  useKeptZips.setState({ store: undefined, opened: false, count: 0, used: 0, quota: undefined });
}

function Opened({ finished }: { readonly finished: FinishedJob }) {
  const { artifact } = useArtifact(finished);
  return <p>{artifact.state === 'ready' ? `ZIP of ${artifact.zip.size} bytes` : artifact.state}</p>;
}

function Page({ connection, onOpen }: { readonly connection: Connection; onOpen: (finished: FinishedJob) => void }) {
  useKeptJobs(records, useReconnection(connection), openZips);
  return <JobTray onOpen={onOpen} connection={connection} />;
}

const reconnections = new Map<Connection, () => Connection>();
function useReconnection(connection: Connection) {
  const known = reconnections.get(connection) ?? (() => connection);
  reconnections.set(connection, known);
  return known;
}

async function openPage(connection: Connection) {
  const onOpen = vi.fn<(finished: FinishedJob) => void>();
  const client = new QueryClient();
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <Page connection={connection} onOpen={onOpen} />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(useKeptZips.getState().opened).toBe(true));
  const reload = () => {
    unmount();
    leavePage();
    for (const [key, record] of records.kept) records.kept.set(key, { ...(record as object), page: 'earlier' });
  };
  return { onOpen, client, reload };
}

async function finish(connection: ReturnType<typeof fakeConnection>): Promise<string> {
  const { jobStarted, jobCreated } = useJobStore.getState();
  const { key } = jobStarted(connection, { center: [7, 51], include: ['terrain'] });
  const job = await connection.create({ center: [7, 51] });
  connection.tell({ status: 'done' }, job.id);
  jobCreated(key, job);
  await screen.findByRole('button', { name: 'Open ZIP' });
  return key;
}

it('keeps the ZIP of a finished export over a reload, without asking any engine again', async () => {
  const { reload } = await openPage(fakeConnection('embedded'));
  const connection = fakeConnection('embedded');
  const key = await finish(connection);
  await waitFor(() => expect(zips.kept.get(key)?.size).toBe(11));
  expect(await screen.findByText('1 ZIP kept on this device: 11 B of 1.0 kB')).toBeInTheDocument();
  reload();
  const restarted = fakeConnection('embedded');
  const { onOpen, client } = await openPage(restarted);
  await userEvent.click(await screen.findByRole('button', { name: 'Open ZIP' }));
  render(
    <QueryClientProvider client={client}>
      <Opened finished={onOpen.mock.calls[0]![0]} />
    </QueryClientProvider>,
  );
  expect(await screen.findByText('ZIP of 11 bytes')).toBeInTheDocument();
  expect(restarted.asked).toEqual({ status: 0, download: 0 });
});

it('a full disk is told, loses nothing, and can be tried again', async () => {
  zips = memoryZips(5);
  await openPage(fakeConnection('embedded'));
  const key = await finish(fakeConnection('embedded'));
  expect(await screen.findByText(/There is no room\./)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Open ZIP' })).toBeInTheDocument();
  zips.quotaBytes = 100;
  await userEvent.click(screen.getByRole('button', { name: 'Keep it now' }));
  await waitFor(() => expect(zips.kept.has(key)).toBe(true));
  await waitFor(() => expect(screen.queryByText(/There is no room\./)).toBeNull());
});

it('deletes one ZIP with its export, or all after a question', async () => {
  await openPage(fakeConnection('embedded'));
  const [one, two, three] = [fakeConnection('embedded'), fakeConnection('embedded'), fakeConnection('embedded')];
  for (const connection of [one, two, three]) await finish(connection);
  await screen.findByText(/3 ZIPs kept/);
  await userEvent.click(screen.getAllByRole('button', { name: 'Delete' })[0]!);
  await screen.findByText(/2 ZIPs kept/);
  await userEvent.click(screen.getByRole('button', { name: 'Delete all' }));
  await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
  expect(zips.kept.size).toBe(2);
  await userEvent.click(screen.getByRole('button', { name: 'Delete all' }));
  await userEvent.click(screen.getByRole('button', { name: 'Delete all 2 for good' }));
  await waitFor(() => expect(zips.kept.size).toBe(0));
  expect(screen.queryByRole('article')).toBeNull();
});

it('an export whose ZIP has vanished can be run again; a ZIP without an export is deleted', async () => {
  const { reload } = await openPage(fakeConnection('embedded'));
  const key = await finish(fakeConnection('embedded'));
  await waitFor(() => expect(records.kept.get(key)).toHaveProperty('zip'));
  reload();
  zips.kept.clear();
  zips.kept.set('orphan', new Blob(['x']));
  await openPage(fakeConnection('embedded'));
  expect(await screen.findByRole('button', { name: 'Run again' })).toBeInTheDocument();
  expect(zips.kept.size).toBe(0);
});

it('says where nothing can be kept that ZIPs end with the page', async () => {
  zips = undefined as unknown as typeof zips;
  await openPage(fakeConnection('embedded'));
  await finish(fakeConnection('embedded'));
  expect(await screen.findByText(/keeps no ZIPs/)).toBeInTheDocument();
});
