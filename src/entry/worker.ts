import { expose } from 'comlink';
import { ENGINE_CAPABILITIES } from '../contract/capabilities.ts';
import type { EngineAnswer, EngineService } from '../contract/connection.ts';
import { ExportError, toFailure } from '../contract/errors.ts';
import { resolveRequest } from '../contract/request.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { preload } from '../engine/preload.ts';
import { politeFetch } from './polite-fetch.ts';
import { indexedDbCache } from './source-cache.ts';

let engine: Engine | undefined;

function configured(): Engine {
  if (!engine) throw new ExportError({ code: 'internal', message: 'The engine was asked before it was configured.' });
  return engine;
}

/** A thrown error would lose its failure on its way to the page. */
async function answer<T>(question: () => T | Promise<T>): Promise<EngineAnswer<T>> {
  try {
    return { value: await question() };
  } catch (thrown) {
    return { failure: toFailure(thrown) };
  }
}

const service: EngineService = {
  configure: async (config) => {
    engine = createEngine(
      config,
      politeFetch((url, init) => fetch(url, init), config.overpass),
      indexedDbCache(),
    );
    void preload();
  },
  create: (request) =>
    answer(async () => {
      const { jobs, geocode } = configured();
      return jobs.create(await resolveRequest(request, ENGINE_CAPABILITIES, geocode, new AbortController().signal));
    }),
  status: (id) => answer(() => configured().jobs.status(id)),
  cancel: async (id) => configured().jobs.cancel(id),
  artifact: (id) => answer(() => configured().jobs.artifact(id)),
};

expose(service);
