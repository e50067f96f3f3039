import { useEffect } from 'react';

/** Where the focus may land that has lost its place: parts of the page with a name of their own. */
const PLACES = 'section, form, main, aside, [role="dialog"]';

/** When a focused control goes away, moves the focus to the nearest part of the page that stays, instead of its very top. */
export function useKeptFocus(): void {
  useEffect(() => {
    let places: Element[] = [];
    const remember = ({ target }: FocusEvent) => {
      places = [];
      for (let at = target instanceof Element ? target : null; at; at = at.parentElement?.closest(PLACES) ?? null) {
        places.push(at);
      }
    };
    const rescue = () => {
      const [focused, ...around] = places;
      if (!focused || focused.isConnected || document.activeElement !== document.body) return;
      const place = around.find((one): one is HTMLElement => one instanceof HTMLElement && one.isConnected);
      places = [];
      if (!place) return;
      if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    };
    const removals = new MutationObserver(rescue);
    document.addEventListener('focusin', remember);
    removals.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      removals.disconnect();
    };
  }, []);
}
