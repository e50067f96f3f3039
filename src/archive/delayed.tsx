import { type ReactNode, useEffect, useState } from 'react';

/** Waits shorter than this need no progress bar. Milliseconds. */
const PATIENCE_MS = 500;

/** Shows its content only when it has been waiting for half a second: what is quick does not flicker. */
export function Delayed({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return shown ? children : null;
}
