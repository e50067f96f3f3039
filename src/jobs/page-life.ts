/** This visit of the page. */
export const THIS_PAGE = randomName();

const LOCK = 'cityclip-page ';

/** A name that no other page or export has. (`crypto.randomUUID` exists on https pages only.) */
export function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (word) => word.toString(36)).join('-');
}

/** Lets other tabs see that this page is open: the browser holds the lock as long as the page lives. */
export function showLife(): void {
  navigator.locks?.request(LOCK + THIS_PAGE, () => new Promise<never>(() => {}));
}

/** The visits that are open in some tab now; none where the browser cannot tell. */
export async function livingPages(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name?.replace(LOCK, '') ?? ''));
}
