/** The part of a `Worker` that is needed to give it an order. */
export type OrderedWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/** How the answer to an order is told from what comes before it. */
export interface OrderAnswers<Message, Answer> {
  /** The answer, or undefined for a message on the way there. What it throws is what the order fails with. */
  readonly read: (message: Message) => Answer | undefined;
  /** What the order fails with where the worker does not start, or crashes after it has said something. */
  readonly crashed: (hasSpoken: boolean, cause: Event) => unknown;
  /** What it fails with on abort. */
  readonly aborted: () => unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Gives a worker one order, and ends the worker with the answer, a failure, or an abort. */
export function oneOrder<Order, Message, Answer>(
  worker: OrderedWorker,
  order: Order,
  { read, crashed, aborted, signal }: OrderAnswers<Message, Answer>,
): Promise<Answer> {
  let hasSpoken = false;
  const answer = new Promise<Answer>((resolve, reject) => {
    const crash = (event: Event) => reject(crashed(hasSpoken, event));
    worker.addEventListener('error', crash);
    worker.addEventListener('messageerror', crash);
    worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      hasSpoken = true;
      try {
        const found = read(data);
        if (found !== undefined) resolve(found);
      } catch (failure) {
        reject(failure);
      }
    });
    signal?.addEventListener('abort', () => reject(aborted()), { once: true });
  });
  worker.postMessage(order);
  return answer.finally(() => worker.terminate());
}
