let outside: Element | undefined;

/** Remembers what had the focus before a dialog took it; one dialog may replace another meanwhile. */
globalThis.document?.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && !isInDialog(target)) outside = target;
});

function isInDialog(element: Element): boolean {
  return element.closest('[role="dialog"]') !== null;
}

/** What gets the focus when all dialogs are closed. */
export function lastFocusOutside(): Element | undefined {
  const active = document.activeElement;
  return active && active !== document.body && !isInDialog(active) ? active : outside;
}
