import { type CheckOrder, serveCheck } from './serve-check.ts';

addEventListener('message', async ({ data }: MessageEvent<CheckOrder>) => postMessage(await serveCheck(data)));
