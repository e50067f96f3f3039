import { type Capabilities, maxAreaKm2 } from '../contract/capabilities.ts';
import { fitChoices } from '../request/fit-choices.ts';
import { useRequest } from '../request/request-store.ts';

/** The largest area in km² for the connection and the data that the form shows; infinite where there is no limit. */
export function useAreaLimit(capabilities: Capabilities): number {
  const choices = useRequest((state) => state.choices);
  return maxAreaKm2(capabilities, fitChoices(choices, capabilities).choices.data);
}
