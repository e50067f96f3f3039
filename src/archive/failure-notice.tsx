import { toFailure } from '../contract/errors.ts';
import { Notice } from '../ui/notice.tsx';

/** An error in plain words with what to do about it. */
export function FailureNotice({ title, error }: { readonly title: string; readonly error: unknown }) {
  const { message, advice } = toFailure(error);
  return (
    <Notice tone="error" title={title}>
      {message} {advice}
    </Notice>
  );
}
