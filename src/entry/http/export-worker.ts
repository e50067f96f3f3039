import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../../contract/errors.ts';
import { runExport } from '../../engine/run-export.ts';
import { SOFTWARE } from '../../engine/software.ts';
import { sleep } from '../../engine/sources/sleep.ts';
import { namedFetch } from '../node/node-sources.ts';
import type { ExportTask, FromWorker, ToWorker, WorkerSettings } from './export-pool-messages.ts';
import { throttled } from './export-worker-progress.ts';
import { workerSources } from './export-worker-sources.ts';
import { writeZip } from './export-worker-zip.ts';

if (!parentPort) throw new Error('export-worker.ts runs in a thread of the export pool.');
const port = parentPort;
const send = (message: FromWorker) => port.postMessage(message);

const sources = workerSources(workerData as WorkerSettings, () => send({ type: 'asked' }));
const fetch = namedFetch(`${SOFTWARE.name}/${SOFTWARE.version} (server)`);
let abort = new AbortController();

port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') abort.abort();
  else void run(message.task);
});

async function run({ id, request, path }: ExportTask): Promise<void> {
  abort = new AbortController();
  const { signal } = abort;
  const progress = throttled((step) => send({ type: 'progress', progress: step }));
  try {
    const { features, terrain } = await sources(request.options);
    const { zip } = await runExport({ id, request, features, terrain, context: { signal, fetch, sleep, progress } });
    send({ type: 'done', size: await writeZip(path, zip, signal) });
  } catch (thrown) {
    send({ type: 'failed', failure: toFailure(thrown) });
  }
}
