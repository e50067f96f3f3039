import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { remoteConnection } from '../connections/remote.ts';
import type { Connection } from '../contract/connection.ts';
import type { ExportRequest } from '../contract/request.ts';
import { type FakeConnection, fakeConnection } from '../testing/fake-connection.ts';
import { memoryRecords } from '../testing/memory-records.ts';
import { readRecords } from './job-records.ts';
import { useJobStore } from './job-store.ts';
import { JobTray } from './job-tray.tsx';
import { useKeptJobs } from './use-kept-jobs.ts';

const ENDPOINT = 'https://exports.test/api';
const request: ExportRequest = { center: [7, 51], format: 'stl', include: ['terrain'] };
let records: ReturnType<typeof memoryRecords>;

beforeEach(() => {
  records = memoryRecords();
  leavePage();
});

/** What a reload does to this page: everything in memory is gone. */
function leavePage(): void {
  useJobStore.setState({ jobs: [], kept: false });
}

/** Records of now, as though they came from an earlier visit. */
function makeEarlier(): void {
  for (const [key, record] of records.kept) records.kept.set(key, { ...(record as object), page: 'earlier' });
}

function Page({ connection, reconnect }: { connection?: Connection; reconnect: () => Connection }) {
  useKeptJobs(records, reconnect);
  return <JobTray onOpen={() => {}} {...(connection && { connection })} />;
}

async function openPage(reconnect: () => Connection, connection?: Connection) {
  const client = new QueryClient();
  const page = (current?: Connection) => (
    <QueryClientProvider client={client}>
      <Page reconnect={reconnect} {...(current && { connection: current })} />
    </QueryClientProvider>
  );
  const { rerender, unmount } = render(page(connection));
  await waitFor(() => expect(useJobStore.getState().kept).toBe(true));
  const reload = () => {
    unmount();
    leavePage();
    makeEarlier();
  };
  return { reload, changeSettings: (current: Connection) => rerender(page(current)) };
}

/** Starts an export as the page does after the user agreed. */
async function start(connection: FakeConnection): Promise<void> {
  const { jobStarted, jobCreated } = useJobStore.getState();
  const { key } = jobStarted(connection, request);
  jobCreated(key, await connection.create(request));
  await waitFor(() => expect(records.kept.get(key)).toMatchObject({ title: 'STL · 0.25 km² · terrain' }));
}

const remote = () => fakeConnection('remote', { endpoint: ENDPOINT });
const status = (text: string | RegExp) => screen.findByText(text);

it('follows a running export over a reload, to its ZIP', async () => {
  const connection = remote();
  const { reload } = await openPage(() => connection);
  await start(connection);
  reload();
  await openPage(() => connection);
  expect(await status(/Waiting to start/)).toBeInTheDocument();
  connection.tell({ status: 'done', download_url: 'https://files.test/1' });
  expect(await screen.findByRole('button', { name: 'Open ZIP' })).toBeInTheDocument();
  expect(connection.requests).toHaveLength(1);
});

it('offers a finished export again, or says that it has expired', async () => {
  const connection = remote();
  const first = await openPage(() => connection);
  await start(connection);
  connection.tell({ status: 'done', download_url: 'https://files.test/1' });
  await screen.findByRole('button', { name: 'Open ZIP' });
  first.reload();
  const second = await openPage(() => connection);
  expect(await screen.findByRole('button', { name: 'Open ZIP' })).toBeInTheDocument();
  second.reload();
  connection.fail('status', { code: 'expired', message: 'The export has expired: its ZIP is no longer there.' });
  await openPage(() => connection);
  expect(await screen.findByRole('alert')).toHaveTextContent('has expired');
});

it('waits for the token, and goes on by itself once it is there', async () => {
  const connection = remote();
  const { reload } = await openPage(() => connection);
  await start(connection);
  reload();
  const locked = remoteConnection({
    endpoint: ENDPOINT,
    token: '',
    fetch: () => expect.unreachable('nothing is sent'),
  });
  const { changeSettings } = await openPage(() => locked, locked);
  expect(await status(/Token needed to go on/)).toBeInTheDocument();
  expect(screen.getByText(/exports\.test needs a token/)).toBeInTheDocument();
  changeSettings(fakeConnection('remote', { endpoint: 'https://other.test/api' }));
  changeSettings(connection);
  expect(await status(/Waiting to start/)).toBeInTheDocument();
  connection.tell({ status: 'done', download_url: 'https://files.test/1' });
  expect(await screen.findByRole('button', { name: 'Open ZIP' })).toBeInTheDocument();
  expect(connection.requests).toHaveLength(1);
});

it('shows an export of the engine in the page as interrupted, and runs it again', async () => {
  const connection = fakeConnection('embedded');
  const { reload } = await openPage(() => connection);
  await start(connection);
  reload();
  await openPage(() => connection, connection);
  expect(await status(/Interrupted/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Run again' }));
  expect(await status(/Waiting to start/)).toBeInTheDocument();
  expect(connection.requests).toEqual([request, request]);
  expect(screen.getAllByRole('article')).toHaveLength(1);
});

it('says that an export may exist whose answer the page did not live to see', async () => {
  const { reload } = await openPage(remote);
  useJobStore.getState().jobStarted(remote(), request);
  await waitFor(() => expect(records.kept.size).toBe(1));
  reload();
  await openPage(remote);
  expect(await screen.findByText(/closed before exports\.test answered.*may have been created/)).toBeInTheDocument();
});

it('leaves alone what another open tab is doing', async () => {
  const { reload } = await openPage(() => fakeConnection('embedded'));
  await start(fakeConnection('embedded'));
  reload();
  const held = [{ name: 'cityclip-page earlier' }];
  vi.stubGlobal('navigator', { locks: { request: () => {}, query: async () => ({ held }) } });
  await openPage(() => fakeConnection('embedded'));
  vi.unstubAllGlobals();
  expect(screen.queryByRole('article')).toBeNull();
  expect(records.kept.size).toBe(1);
});

it('forgets what is dismissed', async () => {
  const connection = remote();
  const { reload } = await openPage(() => connection);
  await start(connection);
  connection.tell({ status: 'failed', failure: { code: 'source-failed', message: 'No tiles.' } });
  await userEvent.click(await screen.findByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(records.kept.size).toBe(0));
  reload();
  await openPage(() => connection);
  expect(screen.queryByRole('article')).toBeNull();
});

it('keeps no token and no download address', async () => {
  const { reload } = await openPage(remote);
  const answers = [
    Response.json({ id: 42 }, { status: 201 }),
    Response.json({ status: 'done', download_url: 'https://files.test/signed' }),
    Response.json({ message: 'secret-token is not welcome' }, { status: 403 }),
  ];
  const fetch = async () => answers.shift() ?? expect.unreachable('one request more');
  const connection = {
    ...remoteConnection({ endpoint: ENDPOINT, token: 'secret-token', fetch }),
    polling: { first: 5, next: 5 },
  };
  const { jobStarted, jobCreated, jobEnded } = useJobStore.getState();
  const { key } = jobStarted(connection, request);
  jobCreated(key, await connection.create(request));
  await screen.findByRole('button', { name: 'Open ZIP' });
  const refused = jobStarted(connection, request);
  await connection.create(request).catch((error) => jobEnded(refused.key, error.failure));
  await waitFor(() => expect(records.kept.get(refused.key)).toHaveProperty('ended'));
  const text = JSON.stringify([...records.kept.values()]);
  expect(text).toContain('"id":"42"');
  expect(text).not.toMatch(/secret-token|signed/);
  reload();
});

it('reads no records that are old, or of another making', () => {
  const record = { key: 'a', title: 'STL', request, createdAt: 1e12, page: 'p', endpoint: ENDPOINT, id: '1' };
  const others = [
    null,
    'text',
    { ...record, request: { format: 'gif' } },
    { ...record, createdAt: 1e12 - 40 * 86_400_000 },
  ];
  expect(readRecords([...others, record], 1e12)).toEqual([record]);
});
