import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface SectionProps {
  /** Its place in the order of work. */
  readonly step: number;
  readonly title: string;
  readonly children: ReactNode;
}

/** A numbered step of the panel. */
export function Section({ step, title, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <span className={styles.step} aria-hidden="true">
          {step}
        </span>
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
      </header>
      {children}
    </section>
  );
}
