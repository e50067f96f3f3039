import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
type ButtonSize = 'medium' | 'small';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
}

/** A native button in one of four weights. Its `type` is `button` unless given. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  className,
  type = 'button',
  children,
  ...rest
}: ButtonProps) {
  const classes = classNames(styles.button, styles[variant], size === 'small' && styles.small, className);
  return (
    <button {...rest} type={type} className={classes}>
      {icon}
      {children}
    </button>
  );
}
