import type { Capabilities } from '../contract/capabilities.ts';
import { chosenData } from '../request/choices.ts';
import { fitChoices } from '../request/fit-choices.ts';
import { useRequest } from '../request/request-store.ts';
import styles from './fictional-label.module.css';

/** Says over the map that the chosen data does not describe it. */
export function FictionalLabel({ capabilities }: { readonly capabilities: Capabilities }) {
  const { choices } = fitChoices(
    useRequest((state) => state.choices),
    capabilities,
  );
  if (!chosenData(capabilities.data, choices.data)?.fictional) return null;
  return (
    <p className={styles.label} role="status" data-covers-map>
      <strong>Sample city: fictional.</strong> The model will not match the map.
    </p>
  );
}
