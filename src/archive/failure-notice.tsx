import { toFailure } from '../contract/errors.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface FailureNoticeProps {
  readonly title: string;
  readonly error: unknown;
  /** Goes on beyond the limit that was reached. */
  readonly onAllow?: (() => void) | undefined;
}

/** An error in plain words with what to do about it. */
export function FailureNotice({ title, error, onAllow }: FailureNoticeProps) {
  const { message, advice } = toFailure(error);
  return (
    <Notice
      tone="error"
      title={title}
      actions={
        onAllow && (
          <Button size="small" onClick={onAllow}>
            Unpack it all the same
          </Button>
        )
      }
    >
      {message} {advice}
    </Notice>
  );
}
