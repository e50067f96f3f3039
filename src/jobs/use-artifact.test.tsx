import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { type FakeConnection, fakeConnection } from '../testing/fake-connection.ts';
import type { FinishedJob } from './job-state.ts';
import { useArtifact } from './use-artifact.ts';

function Viewer({ finished }: { finished: FinishedJob }) {
  const { artifact, stop, retry } = useArtifact(finished);
  return (
    <>
      <p role="status">
        {artifact.state === 'loading' && `${artifact.received} of ${artifact.total}`}
        {artifact.state === 'ready' && `${artifact.zip.size} bytes are here`}
        {artifact.state === 'failed' && artifact.failure.message}
        {artifact.state === 'stopped' && 'stopped'}
      </p>
      <button type="button" onClick={stop}>
        Stop
      </button>
      <button type="button" onClick={retry}>
        Retry
      </button>
    </>
  );
}

async function openViewer(connection: FakeConnection) {
  const created = await connection.create({ center: [7, 51] });
  connection.tell({ status: 'done', download_url: 'https://files.test/old' });
  const job = { ...created, status: 'done', download_url: 'https://files.test/old' } as const;
  const finished: FinishedJob = { key: 'job-1', title: 'STL', connection, request: { center: [7, 51] }, job };
  const client = new QueryClient();
  const viewer = (open: boolean) => (
    <QueryClientProvider client={client}>{open && <Viewer finished={finished} />}</QueryClientProvider>
  );
  const { rerender } = render(viewer(true));
  return { close: () => rerender(viewer(false)), reopen: () => rerender(viewer(true)) };
}

it('reports the bytes and fetches once, however often it is opened', async () => {
  const connection = fakeConnection('remote');
  const release = connection.hold('download', [4, 11]);
  const { close, reopen } = await openViewer(connection);
  expect(await screen.findByText('4 of 11')).toBeInTheDocument();
  release();
  expect(await screen.findByText('11 bytes are here')).toBeInTheDocument();
  close();
  reopen();
  expect(screen.getByText('11 bytes are here')).toBeInTheDocument();
  expect(connection.asked.download).toBe(1);
});

it('shows a failure, and fetches again on request', async () => {
  const connection = fakeConnection('remote');
  connection.fail('download', { code: 'offline', message: 'The connection broke.' });
  await openViewer(connection);
  expect(await screen.findByText('The connection broke.')).toBeInTheDocument();
  connection.recover('download');
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('11 bytes are here')).toBeInTheDocument();
});

it('aborts on request and when it is closed', async () => {
  const connection = fakeConnection('remote');
  const release = connection.hold('download', [4, 0]);
  const { close, reopen } = await openViewer(connection);
  await screen.findByText('4 of 0');
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByText('stopped')).toBeInTheDocument();
  close();
  reopen();
  await screen.findByText('4 of 0');
  close();
  release();
  await new Promise((resolve) => setTimeout(resolve, 10));
  reopen();
  expect(await screen.findByText('11 bytes are here')).toBeInTheDocument();
  expect(connection.asked.download).toBe(3);
});

it('asks for a fresh address where the old one has expired, once', async () => {
  const connection = fakeConnection('remote');
  connection.fail('download', { code: 'expired', message: 'The ZIP is no longer there.' });
  await openViewer(connection);
  expect(await screen.findByText('The ZIP is no longer there.')).toBeInTheDocument();
  expect(connection.asked).toEqual({ status: 1, download: 1 });
  connection.tell({ download_url: 'https://files.test/new' });
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('The ZIP is no longer there.')).toBeInTheDocument();
  await expect.poll(() => connection.asked).toEqual({ status: 2, download: 3 });
});
