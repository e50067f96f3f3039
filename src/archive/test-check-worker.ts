import type { OrderedWorker } from '../contract/one-order.ts';
import { type CheckOrder, serveCheck } from './serve-check.ts';

/** The worker's program in this thread: what tests have instead of a `Worker`. */
export function checkWorkerHere() {
  const listeners = new Map<string, (event: Event) => void>();
  const seen = { isTerminated: false, crash: () => listeners.get('error')!(new Event('error')) };
  const worker: OrderedWorker = {
    postMessage: (order: CheckOrder) => {
      void serveCheck(order).then((data) => listeners.get('message')!(new MessageEvent('message', { data })));
    },
    addEventListener: (type: string, listener: unknown) => void listeners.set(type, listener as (event: Event) => void),
    terminate: () => {
      seen.isTerminated = true;
    },
  };
  return { worker, seen };
}
