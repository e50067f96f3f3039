import { type KeyboardEvent, useRef, useState } from 'react';
import type { Bbox, LonLat } from '../geo/bbox.ts';
import { type Coordinates, formatBbox, type ParsedCoordinates, parseCoordinates } from '../geo/parse-coordinates.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { SwapIcon } from '../ui/icons.tsx';
import styles from './coordinates-field.module.css';

export interface CoordinatesFieldProps {
  readonly bbox: Bbox | undefined;
  readonly onBbox: (bbox: Bbox) => void;
  readonly onCenter: (center: LonLat) => void;
}

type Refusal = Exclude<ParsedCoordinates, Coordinates>;

/** What was typed and not taken over yet; with the refusal once it was tried. */
interface Draft {
  readonly text: string;
  readonly refusal?: Refusal;
}

/** The area as numbers: shows the box, and takes a box or a center on Enter, on blur and on paste. */
export function CoordinatesField({ bbox, onBbox, onCenter }: CoordinatesFieldProps) {
  const shown = bbox ? formatBbox(bbox) : '';
  const [draft, setDraft] = useState<Draft>();
  const [seen, setSeen] = useState(shown);
  const pasted = useRef(false);

  if (seen !== shown) {
    setSeen(shown);
    if (draft?.refusal) setDraft(undefined);
  }

  function take(coordinates: Coordinates) {
    setDraft(undefined);
    if (coordinates.kind === 'bbox') onBbox(coordinates.bbox);
    else onCenter(coordinates.center);
  }

  function apply(text: string) {
    const typed = text.trim();
    if (typed === '' || typed === shown) {
      setDraft(undefined);
      return;
    }
    const parsed = parseCoordinates(typed);
    if (parsed.kind === 'error' || parsed.kind === 'swapped') setDraft({ text, refusal: parsed });
    else take(parsed);
  }

  function handleChange(text: string) {
    if (pasted.current) apply(text);
    else setDraft({ text });
    pasted.current = false;
  }

  function handleKey(event: KeyboardEvent) {
    pasted.current = false;
    if (event.key === 'Escape') setDraft(undefined);
    if (event.key !== 'Enter' || !draft) return;
    event.preventDefault();
    apply(draft.text);
  }

  const refusal = draft?.refusal;
  return (
    <div
      className={styles.field}
      onPaste={() => {
        pasted.current = true;
      }}
    >
      <TextField
        label="Coordinates"
        hint="west, south, east, north or lon, lat"
        error={refusal?.reason}
        value={draft?.text ?? shown}
        onChange={handleChange}
        onKeyDown={handleKey}
        onBlur={() => draft && apply(draft.text)}
        autoComplete="off"
      />
      {refusal?.kind === 'swapped' && (
        <Button size="small" icon={<SwapIcon size={16} />} onClick={() => take(refusal.offer)}>
          Swap them
        </Button>
      )}
    </div>
  );
}
