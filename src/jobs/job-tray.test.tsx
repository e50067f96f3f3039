import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeConnection } from '../testing/fake-connection.ts';
import { JOB_REQUEST, JOB_TITLE, openJobPage } from '../testing/job-page.tsx';
import { useConfirmation } from './confirm-store.ts';
import { useJobStore } from './job-store.ts';

const request = JOB_REQUEST;
const title = JOB_TITLE;

let stopAgreeing: () => void;

beforeEach(() => {
  useJobStore.setState({ jobs: [], kept: true });
  document.title = 'Cityclip';
  stopAgreeing = useConfirmation.subscribe(({ question, exportAnswered }) => question && exportAnswered(true));
});

afterEach(() => {
  stopAgreeing();
  vi.useRealTimers();
  Reflect.deleteProperty(document, 'visibilityState');
});

const click = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const status = () => within(screen.getByRole('article', { name: title })).getAllByRole('status')[0];

describe('an export', () => {
  it('is followed from stage to stage to its ZIP', async () => {
    const connection = fakeConnection('embedded');
    const { onOpen } = openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(status()).toHaveTextContent(`${title}: Waiting to start`));

    connection.tell({ status: 'processing', progress: { stage: 'features', done: 0, total: 0 } });
    await waitFor(() => expect(status()).toHaveTextContent('Getting map data'));
    expect(screen.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow');
    expect(document.title).toBe('Exporting… – Cityclip');

    connection.tell({ progress: { stage: 'mesh', done: 3, total: 4 } });
    await waitFor(() => expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '75'));
    expect(status()).toHaveTextContent('Shaping solids');

    connection.tell({ status: 'done' });
    await waitFor(() => expect(status()).toHaveTextContent('Ready'));
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(await screen.findByText('11 B')).toBeInTheDocument();
    expect(document.title).toBe('Export ready – Cityclip');
    await click('Open ZIP');
    expect(onOpen.mock.calls[0]![0]).toMatchObject({ title, connection, job: { id: '1', status: 'done' } });
  });

  it('is announced at a new stage, not at every step of it', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    await click('Export');
    connection.tell({ status: 'processing', progress: { stage: 'mesh', done: 1, total: 9 } });
    await waitFor(() => expect(status()).toHaveTextContent('Shaping solids'));
    const changes = vi.fn();
    const observer = new MutationObserver(changes);
    observer.observe(status()!, { childList: true, characterData: true, subtree: true });
    connection.tell({ progress: { stage: 'mesh', done: 5, total: 9 } });
    await waitFor(() => expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '56'));
    expect(changes).not.toHaveBeenCalled();
    observer.disconnect();
  });

  it('stops asking once it is finished', async () => {
    const connection = fakeConnection('remote');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.tell({ status: 'done', download_url: 'https://files.test/1' });
    await screen.findByRole('button', { name: 'Open ZIP' });
    const { status: asked } = connection.asked;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(connection.asked.status).toBe(asked);
    expect(connection.asked.download).toBe(0);
  });

  it('stays with the connection it was created with', async () => {
    const first = fakeConnection('remote');
    const second = fakeConnection('remote');
    const { changeSettings } = openJobPage(first);
    await click('Export');
    await waitFor(() => expect(first.asked.status).toBeGreaterThan(0));
    changeSettings(second);
    first.tell({ status: 'done', download_url: 'https://files.test/1' });
    await screen.findByRole('button', { name: 'Open ZIP' });
    expect(second.asked.status).toBe(0);
  });

  it('runs beside others', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    await click('Export');
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(2));
    expect(screen.getAllByRole('article')).toHaveLength(2);
    expect(document.title).toBe('2 exports… – Cityclip');
    connection.tell({ status: 'done' }, '1');
    await screen.findByRole('button', { name: 'Open ZIP' });
    expect(screen.getAllByRole('progressbar')).toHaveLength(1);
  });
});

it('keeps a log of what happened', async () => {
  const connection = fakeConnection('embedded');
  openJobPage(connection);
  await click('Export');
  connection.tell({ status: 'processing', progress: { stage: 'features', done: 0, total: 0 } });
  await waitFor(() => expect(status()).toHaveTextContent('Getting map data'));
  connection.tell({ progress: { stage: 'mesh', done: 1, total: 2 } });
  await waitFor(() => expect(status()).toHaveTextContent('Shaping solids'));
  connection.tell({ status: 'failed', failure: { code: 'internal', message: 'It broke.' } });
  await screen.findByRole('alert');
  await userEvent.click(screen.getByText('Log'));
  const lines = (await screen.findAllByRole('listitem')).map((line) => line.querySelector('span')?.textContent);
  expect(lines.slice(1)).toEqual([
    'Sent to Cityclip engine',
    'Waiting to start',
    'Getting map data',
    'Shaping solids',
    'It broke.',
  ]);
});

it('says how many exports are before it', async () => {
  const connection = fakeConnection('embedded');
  openJobPage(connection);
  await click('Export');
  await click('Export');
  expect(await screen.findByText('1 export before it')).toBeInTheDocument();
  connection.tell({ status: 'processing', progress: { stage: 'features', done: 0, total: 0 } });
  await waitFor(() => expect(screen.queryByText('1 export before it')).not.toBeInTheDocument());
  connection.tell({ status: 'processing', progress: { stage: 'turn', done: 0, total: 0 } });
  expect(await screen.findByText('1 export before it')).toBeInTheDocument();
});

describe('a failed export', () => {
  const failure = { code: 'offline', message: 'No map server answered.', advice: 'Try again later.' } as const;

  it('says why, what to do, and can be tried again', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.tell({ status: 'failed', failure });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('No map server answered.');
    expect(alert).toHaveTextContent('Try again later.');
    expect(within(alert).getByRole('button', { name: 'Use the sample city' })).toBeInTheDocument();
    expect(document.title).toBe('Export failed – Cityclip');
    await click('Try again');
    expect(connection.requests).toEqual([request, request]);
    expect(screen.getAllByRole('article')).toHaveLength(1);
    await waitFor(() => expect(status()).toHaveTextContent('Waiting to start'));
    expect(connection.cancelled).toEqual(['1']);
  });

  it('of a source offers to go on without its layers, and keeps to the request otherwise', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.tell({ status: 'failed', failure: { ...failure, layers: ['terrain'] } });
    await userEvent.click(await screen.findByRole('button', { name: 'Export without terrain' }));
    expect(connection.requests[1]).toEqual({
      ...request,
      include: ['buildings'],
      options: { terrain: 'flat', left_out: ['terrain'] },
    });
    expect(screen.getAllByRole('article')).toHaveLength(1);
  });

  it('of a service that names layers goes on without them, at this service only', async () => {
    const named = { ...fakeConnection('remote'), endpoint: 'https://one.test/api' };
    const other = { ...fakeConnection('remote'), endpoint: 'https://other.test/api' };
    const { changeSettings } = openJobPage(named);
    await click('Export');
    await waitFor(() => expect(named.asked.status).toBeGreaterThan(0));
    named.tell({ status: 'failed', failure: { ...failure, layers: ['terrain'] } });
    changeSettings(other);
    await userEvent.click(await screen.findByRole('button', { name: 'Export without terrain' }));
    await waitFor(() => expect(named.requests[1]).toMatchObject({ options: { left_out: ['terrain'] } }));
    expect(other.requests).toEqual([]);
  });

  it('that would be empty without the failed layers can only be tried again', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.tell({ status: 'failed', failure: { ...failure, layers: ['terrain', 'buildings'] } });
    await screen.findByRole('button', { name: 'Try again' });
    expect(screen.queryByRole('button', { name: /Export without/ })).toBeNull();
  });

  it('whose creation failed is shown and not repeated by itself', async () => {
    const connection = fakeConnection('remote');
    connection.fail('create', failure);
    openJobPage(connection);
    await click('Export');
    expect(await screen.findByRole('alert')).toHaveTextContent('No map server answered.');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(connection.requests).toHaveLength(1);
  });

  it('is tried again with corrected settings, but never moves to a paid service', async () => {
    const wrong = fakeConnection('remote');
    const right = fakeConnection('remote');
    const free = fakeConnection('embedded');
    wrong.fail('create', { code: 'unauthorized', message: 'Wrong token.' });
    right.fail('create', { code: 'busy', message: 'Busy.' });
    const { changeSettings } = openJobPage(wrong);
    await click('Export');
    await screen.findByText('Wrong token.');
    changeSettings(right);
    await click('Try again');
    await screen.findByText('Busy.');
    expect([wrong.requests.length, right.requests.length]).toEqual([1, 1]);
    await click('Dismiss');

    free.fail('create', { code: 'no-data', message: 'Nothing there.' });
    changeSettings(free);
    await click('Export');
    await screen.findByText('Nothing there.');
    changeSettings(right);
    await click('Try again');
    await waitFor(() => expect(free.requests).toHaveLength(2));
    expect(right.requests).toHaveLength(1);
  });

  it('survives a short loss of the connection', async () => {
    const connection = fakeConnection('remote');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.fail('status', failure);
    await waitFor(() => expect(status()).toHaveTextContent('Connection lost, trying again'));
    expect(screen.getByText(/No map server answered\./)).toBeInTheDocument();
    connection.recover('status');
    await waitFor(() => expect(status()).toHaveTextContent('Waiting to start'));
    connection.tell({ status: 'done', download_url: 'https://files.test/1' });
    expect(await screen.findByRole('button', { name: 'Open ZIP' })).toBeInTheDocument();
    expect(connection.requests).toHaveLength(1);
  });

  it('that cannot be followed without another token waits, and can be checked again', async () => {
    const connection = fakeConnection('remote');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.fail('status', { code: 'unauthorized', message: 'The token was withdrawn.' });
    expect(await screen.findByText('The token was withdrawn.')).toBeInTheDocument();
    expect(status()).toHaveTextContent('Token needed to go on');
    connection.recover('status');
    await click('Check again');
    await waitFor(() => expect(status()).toHaveTextContent('Waiting to start'));
    expect(connection.requests).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('cancels in the engine', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    await click('Cancel');
    await waitFor(() => expect(status()).toHaveTextContent('Stopped'));
    expect(connection.cancelled).toEqual(['1']);
    const { status: asked } = connection.asked;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(connection.asked.status).toBe(asked);
    expect(document.title).toBe('Cityclip');
  });

  it('only ends the watching where the service cannot cancel, and says so', async () => {
    const connection = fakeConnection('remote');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    await click('Stop watching');
    expect(await screen.findByText(/goes on at 3DCityLoader/)).toBeInTheDocument();
  });

  it('aborts a creation that is not answered yet', async () => {
    const connection = fakeConnection('embedded');
    connection.hold('create');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(status()).toHaveTextContent('Starting'));
    await click('Cancel');
    await waitFor(() => expect(status()).toHaveTextContent('Stopped'));
  });

  it('by dismissing frees what was kept', async () => {
    const connection = fakeConnection('embedded');
    const { client } = openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.tell({ status: 'done' });
    await screen.findByText('11 B');
    await click('Dismiss');
    expect(screen.queryByRole('article')).toBeNull();
    expect(client.getQueryCache().findAll({ queryKey: ['job'] })).toEqual([]);
    expect(connection.cancelled).toEqual(['1']);
  });
});

describe('closing the page', () => {
  const closesFreely = () => fireEvent(window, new Event('beforeunload', { cancelable: true }));

  it('is asked about while an export runs in the page', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    expect(closesFreely()).toBe(true);
    await click('Export');
    expect(closesFreely()).toBe(false);
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    connection.tell({ status: 'done' });
    await screen.findByRole('button', { name: 'Open ZIP' });
    expect(closesFreely()).toBe(true);
  });

  it('is not asked about while an export runs elsewhere, unless nothing of it would be kept', async () => {
    const connection = fakeConnection('remote');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.asked.status).toBeGreaterThan(0));
    expect(closesFreely()).toBe(true);
    act(() => useJobStore.getState().keepingChanged(false));
    expect(closesFreely()).toBe(false);
  });

  it('is asked about while the answer to a creation is on its way', async () => {
    const connection = fakeConnection('remote');
    connection.hold('create');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(status()).toHaveTextContent('Starting'));
    expect(closesFreely()).toBe(false);
  });

  it('is followed by the title of before', async () => {
    const { unmount } = openJobPage(fakeConnection('embedded'));
    await click('Export');
    unmount();
    expect(document.title).toBe('Cityclip');
  });
});

it('waits as the connection says between status requests, also in the background', async () => {
  vi.useFakeTimers();
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  const connection = fakeConnection('remote', { polling: { first: 4000, next: 3000 } });
  openJobPage(connection);
  fireEvent.click(screen.getByRole('button', { name: 'Export' }));
  await vi.advanceTimersByTimeAsync(3900);
  expect(connection.asked.status).toBe(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(connection.asked.status).toBe(1);
  await vi.advanceTimersByTimeAsync(2800);
  expect(connection.asked.status).toBe(1);
  await vi.advanceTimersByTimeAsync(9000);
  expect(connection.asked.status).toBe(4);

  connection.fail('status', { code: 'rate-limited', message: 'Too many requests.', retryAfter: 20 });
  await vi.advanceTimersByTimeAsync(3000);
  expect(connection.asked.status).toBe(5);
  await vi.advanceTimersByTimeAsync(16_500);
  expect(connection.asked.status).toBe(5);
  await vi.advanceTimersByTimeAsync(1000);
  expect(connection.asked.status).toBe(6);
});
