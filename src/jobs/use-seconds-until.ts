import { useEffect, useState } from 'react';

/** Whole seconds until a moment (milliseconds since 1970), counting down to 0. */
export function useSecondsUntil(moment: number): number {
  const [, setTicks] = useState(0);
  useEffect(() => {
    if (moment <= Date.now()) return;
    const timer = setInterval(() => {
      setTicks((ticks) => ticks + 1);
      if (moment <= Date.now()) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [moment]);
  return Math.max(0, Math.ceil((moment - Date.now()) / 1000));
}
