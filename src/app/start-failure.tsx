import type { Failure } from '../contract/errors.ts';
import { Button } from '../ui/button.tsx';
import { RetryIcon } from '../ui/icons.tsx';
import { Logo } from './logo.tsx';
import styles from './start-failure.module.css';

/** The whole page where Cityclip cannot start. */
export function StartFailure({ failure: { message, advice } }: { readonly failure: Failure }) {
  return (
    <main className={styles.page}>
      <Logo />
      <h1 className={styles.title}>Cityclip cannot start</h1>
      <p>{message}</p>
      {advice && <p className={styles.advice}>{advice}</p>}
      <Button variant="primary" icon={<RetryIcon size={18} />} onClick={() => location.reload()}>
        Reload
      </Button>
    </main>
  );
}
