import { rename, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { ExportError, failureText, toFailure } from '../contract/errors.ts';
import type { Report } from '../engine/report.ts';
import { requestId } from '../engine/request-id.ts';
import { runExport } from '../engine/run-export.ts';
import { SOFTWARE } from '../engine/software.ts';
import { photonGeocoder } from '../engine/sources/photon-geocoder.ts';
import { sleep } from '../engine/sources/sleep.ts';
import { type Arguments, readArguments, USAGE } from './cli/arguments.ts';
import { progressLines } from './cli/progress-lines.ts';
import { summary } from './cli/summary.ts';
import { UsageError } from './cli/usage-error.ts';
import { featuresFrom, namedFetch, terrainFrom } from './node/node-sources.ts';
import { readConfig } from './node/read-config.ts';
import { resolveForSources } from './node/resolve-for-sources.ts';

process.exitCode = await main(process.argv.slice(2));

/** Runs the command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
async function main(args: readonly string[]): Promise<number> {
  const progress = progressLines(process.stderr);
  try {
    const parsed = readArguments(args);
    if (parsed === 'help') process.stdout.write(USAGE);
    else process.stdout.write(summary(await exportTo(parsed, progress.show), parsed.out));
    return 0;
  } catch (thrown) {
    progress.end();
    return complain(thrown);
  } finally {
    progress.end();
  }
}

function complain(thrown: unknown): number {
  if (thrown instanceof UsageError) {
    process.stderr.write(`${thrown.message}\nSee --help.\n`);
    return 2;
  }
  const failure = toFailure(thrown);
  process.stderr.write(`${failureText(failure)}\n`);
  return failure.code === 'invalid-request' ? 2 : 1;
}

async function exportTo(args: Arguments, progress: ReturnType<typeof progressLines>['show']): Promise<Report> {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  process.once('SIGTERM', () => abort.abort());
  const config = await readConfig();
  const fetch = namedFetch(`${SOFTWARE.name}/${SOFTWARE.version} (command line)`);
  const geocode = photonGeocoder(config.geocoder.url, fetch);
  const request = await resolveForSources(args, args.body, geocode, abort.signal);
  const { zip, report } = await runExport({
    id: requestId(request),
    request,
    features: await featuresFrom(args.features, config),
    terrain: await terrainFrom(args.terrain, config),
    context: { signal: abort.signal, fetch, sleep, progress },
  });
  await writeWhole(args.out, zip);
  return report;
}

/** Writes beside the target first: a failure leaves no half ZIP behind. */
async function writeWhole(path: string, zip: Blob): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, zip.stream());
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ExportError(
      {
        code: 'bad-file',
        message: `${path} cannot be written: ${reason}.`,
        advice: 'Choose another place with --out.',
      },
      { cause },
    );
  }
}
