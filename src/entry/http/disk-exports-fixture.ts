import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import JSZip from 'jszip';
import { onTestFinished } from 'vitest';
import type { AppConfig } from '../../contract/config.ts';
import { isFinished, type Job, type JobId } from '../../contract/job.ts';
import type { ResolvedRequest } from '../../contract/request.ts';
import { bboxFromCenter } from '../../geo/bbox.ts';
import { SAMPLE_OPTIONS } from '../../testing/sample-options.ts';
import { type DiskExportsOptions, diskExports } from './disk-exports.ts';
import type { ExportService } from './export-service.ts';
import type { LogEvent } from './log.ts';

const CONFIG = JSON.parse(readFileSync('public/config.json', 'utf8')) as AppConfig;

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cityclip-exports-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestService extends ExportService {
  readonly logged: LogEvent[];
}

/** A service that is closed after the test. */
export async function startService(folder: string, options: Partial<DiskExportsOptions> = {}): Promise<TestService> {
  const logged: LogEvent[] = [];
  const log = (event: LogEvent) => void logged.push(event);
  const service = await diskExports({
    folder,
    config: CONFIG,
    workers: 1,
    closeWithin: 0,
    log,
    now: Date.now,
    ...options,
  });
  onTestFinished(() => service.close());
  return Object.assign(service, { logged });
}

/** A square of the sample city. */
export function sampleRequest(metres = 150, options: Partial<ResolvedRequest['options']> = {}): ResolvedRequest {
  return {
    bbox: bboxFromCenter([7, 50], [metres, metres]),
    format: 'stl',
    include: ['terrain', 'buildings'],
    separate_files: false,
    options: { ...SAMPLE_OPTIONS, ...options },
  };
}

/** A request that asks the Overpass server. */
export const overpassRequest = (metres?: number) => sampleRequest(metres, { data: 'overpass', terrain: 'flat' });

/** Asks until an export is done or has failed. */
export async function finished(service: ExportService, id: JobId, owner: string): Promise<Job> {
  return until(() => service.status(id, owner), isFinished);
}

export async function until<T>(ask: () => Promise<T> | T, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    await pause(20);
  }
}

export async function unzipped(service: ExportService, id: JobId): Promise<JSZip> {
  const { path } = await service.artifact(id);
  return JSZip.loadAsync(readFileSync(path));
}

/** A real HTTP server in the place of Overpass that answers when it is told to. */
export async function startOverpass(): Promise<{ config: AppConfig; waiting: ServerResponse[]; seen(): number }> {
  const waiting: ServerResponse[] = [];
  let seen = 0;
  const server = createServer((request, response) => {
    seen++;
    request.resume();
    waiting.push(response);
    response.on('close', () => waiting.splice(waiting.indexOf(response), 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/interpreter`;
  return { config: { ...CONFIG, overpass: [url] }, waiting, seen: () => seen };
}

/** What Overpass says where nothing is mapped. */
export function answerEmpty(response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/json').end('{"version":0.6,"elements":[]}');
}
