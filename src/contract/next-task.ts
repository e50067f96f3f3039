/**
 * Lets other tasks of this thread in: messages, answers, drawing. By a message, because timers wait 4 ms in a browser, and a second
 * where the page is in the background.
 */
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
