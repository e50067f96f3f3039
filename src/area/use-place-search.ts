import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Failure, toFailure } from '../contract/errors.ts';
import { MIN_QUERY_LENGTH, type Place, placesQuery } from './photon.ts';
import { useDebounced } from './use-debounced.ts';

/** Milliseconds without typing until the service is asked. */
const TYPING_PAUSE_MS = 300;

/** Milliseconds of waiting that need no sign of it. */
const PATIENCE_MS = 500;

export interface PlaceSearch {
  /** What was found, or what the text before had found while the search is going on. */
  readonly places: readonly Place[];
  /** Whether `places` answers the present text. */
  readonly settled: boolean;
  /** Whether the search takes so long that it needs a sign. */
  readonly slow: boolean;
  readonly failure: Failure | undefined;
  readonly retry: () => void;
}

/** Searches for what is typed: after a pause, from three characters, the search before aborted. */
export function usePlaceSearch(url: string, typed: string, active: boolean): PlaceSearch {
  const text = typed.trim();
  const paused = useDebounced(text, TYPING_PAUSE_MS);
  const wanted = active && text.length >= MIN_QUERY_LENGTH;
  const query = useQuery({
    ...placesQuery(url, wanted && text === paused ? text : undefined, navigator.language),
    placeholderData: keepPreviousData,
  });
  const waited = useDebounced(query.isFetching, PATIENCE_MS);
  return {
    places: (wanted && query.data) || [],
    settled: wanted && query.isSuccess && !query.isPlaceholderData,
    slow: wanted && query.isFetching && waited,
    failure: wanted && query.error && !query.isFetching ? toFailure(query.error) : undefined,
    retry: () => void query.refetch(),
  };
}
