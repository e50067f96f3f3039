import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { vi } from 'vitest';
import type { Connection } from '../contract/connection.ts';
import type { ExportRequest } from '../contract/request.ts';
import { useCreateJob } from '../jobs/job-queries.ts';
import type { FinishedJob } from '../jobs/job-state.ts';
import { JobTray } from '../jobs/job-tray.tsx';

/** What the job page exports unless told otherwise. */
export const JOB_REQUEST: ExportRequest = { center: [7, 51], format: 'stl', include: ['terrain', 'buildings'] };
export const JOB_TITLE = 'STL · 0.25 km² · terrain, buildings';

interface PageProps {
  readonly connection: Connection;
  readonly request: ExportRequest;
  readonly onOpen: (finished: FinishedJob) => void;
}

function Page({ connection, request, onOpen }: PageProps) {
  const { create } = useCreateJob();
  return (
    <>
      <button type="button" onClick={() => create({ connection, request })}>
        Export
      </button>
      <JobTray
        onOpen={onOpen}
        connection={connection}
        failureActions={({ code }) => code === 'offline' && <button type="button">Use the sample city</button>}
      />
    </>
  );
}

/** Renders a page with an Export button and the list of exports. */
export function openJobPage(connection: Connection) {
  const onOpen = vi.fn<(finished: FinishedJob) => void>();
  const client = new QueryClient();
  const page = (current: Connection) => (
    <QueryClientProvider client={client}>
      <Page connection={current} request={JOB_REQUEST} onOpen={onOpen} />
    </QueryClientProvider>
  );
  const { rerender, unmount } = render(page(connection));
  return { onOpen, client, unmount, changeSettings: (current: Connection) => rerender(page(current)) };
}
