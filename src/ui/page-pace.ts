/** Milliseconds of work after which the page gets its turn to answer and to draw: half a frame. */
const WORK_TIME = 8;

/**
 * A pace for a long loop on the page's own thread. What it returns is to be awaited often; it lets the page in when
 * enough time has passed.
 */
export function createPagePace(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < WORK_TIME) return;
    await nextTask();
    last = performance.now();
  };
}

/** Lets the page in. By a message, because timers wait a second where the page is in the background. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
