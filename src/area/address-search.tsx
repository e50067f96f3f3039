import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { AppConfig } from '../contract/config.ts';
import { failureText } from '../contract/errors.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Field } from '../ui/field.tsx';
import { RetryIcon, SearchIcon } from '../ui/icons.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './address-search.module.css';
import type { Place } from './photon.ts';
import { type PlaceSearch, usePlaceSearch } from './use-place-search.ts';

export interface AddressSearchProps {
  readonly geocoder: AppConfig['geocoder'];
  readonly onPlace: (place: Place) => void;
}

/** A field that finds places while one types, as a combobox with a list of places. */
export function AddressSearch({ geocoder, onPlace }: AddressSearchProps) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<number>();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const search = usePlaceSearch(geocoder.url, text, open);
  const { places } = search;
  const activeIndex = active !== undefined && active < places.length ? active : undefined;

  function show(next: boolean) {
    setOpen(next);
    setActive(undefined);
  }

  function choose(place: Place) {
    setText(place.name);
    show(false);
    onPlace(place);
  }

  /** The button goes away with the failure, so the focus has to be elsewhere. */
  function retry() {
    input.current?.focus();
    search.retry();
  }

  function handleKey(event: KeyboardEvent) {
    const place = places[activeIndex ?? (search.settled ? 0 : -1)];
    if (event.key === 'Enter') {
      event.preventDefault();
      if (place) choose(place);
    } else if (event.key === 'Escape') {
      if (!open) setText('');
      show(false);
    } else if (!open && isArrow(event.key)) {
      show(true);
    } else {
      const next = nextIndex(event.key, activeIndex, places.length);
      if (next === undefined) return;
      event.preventDefault();
      setActive(next);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the focus leave
    <div
      className={styles.search}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || show(false)}
    >
      <Field label="Address or place">
        {({ id }) => (
          <span className={styles.control}>
            <SearchIcon size={18} />
            <input
              ref={input}
              className={styles.input}
              id={id}
              type="text"
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={places.length > 0}
              aria-controls={places.length > 0 ? listId : undefined}
              aria-activedescendant={activeIndex === undefined ? undefined : optionId(listId, activeIndex)}
              autoComplete="off"
              spellCheck={false}
              placeholder="Street, town or landmark"
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                show(true);
              }}
              onKeyDown={handleKey}
            />
          </span>
        )}
      </Field>
      <div className={classNames(styles.popup, !hasContent(search) && styles.empty)}>
        {search.slow && <ProgressBar label="Searching for places" />}
        {places.length > 0 && <PlaceList id={listId} places={places} active={activeIndex} onChoose={choose} />}
        <div role="status">
          <Outcome search={search} text={text.trim()} />
        </div>
        {search.failure && <RetryButton onRetry={retry} />}
        {places.length > 0 && <p className={styles.attribution}>{geocoder.attribution}</p>}
      </div>
    </div>
  );
}

interface PlaceListProps {
  readonly id: string;
  readonly places: readonly Place[];
  readonly active: number | undefined;
  readonly onChoose: (place: Place) => void;
}

/** The focus stays in the text field: the keyboard moves through the list there, and a press does not take it away. */
function PlaceList({ id, places, active, onChoose }: PlaceListProps) {
  return (
    <div className={styles.list} id={id} role="listbox" aria-label="Places" tabIndex={-1}>
      {places.map((place, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field handles the keys
        <div
          key={place.id}
          className={styles.option}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(place)}
        >
          <span className={styles.name}>{place.name}</span>
          {place.detail && <span className={styles.detail}>{place.detail}</span>}
        </div>
      ))}
    </div>
  );
}

/** How a search ended; the list speaks for itself to those who see it. */
function Outcome({
  search: { places, settled, failure },
  text,
}: {
  readonly search: PlaceSearch;
  readonly text: string;
}) {
  if (failure) return <p className={classNames(styles.message, styles.failure)}>{failureText(failure)}</p>;
  if (!settled) return null;
  if (places.length === 0) return <p className={styles.message}>No place found for “{text}”.</p>;
  return <VisuallyHidden>{places.length === 1 ? '1 place found.' : `${places.length} places found.`}</VisuallyHidden>;
}

function RetryButton({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <Button
      className={styles.retry}
      size="small"
      icon={<RetryIcon size={16} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRetry}
    >
      Retry
    </Button>
  );
}

function hasContent({ places, settled, slow, failure }: PlaceSearch): boolean {
  return places.length > 0 || settled || slow || failure !== undefined;
}

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

function isArrow(key: string): boolean {
  return key === 'ArrowDown' || key === 'ArrowUp';
}

/** Where a key moves in a list of `count`, round its ends; Home and End move in the text until an option is active. */
function nextIndex(key: string, active: number | undefined, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return ((active ?? -1) + 1) % count;
  if (key === 'ArrowUp') return ((active ?? count) - 1 + count) % count;
  if (active === undefined) return undefined;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
