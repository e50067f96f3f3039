import { Component, type ReactNode, Suspense } from 'react';
import { toFailure } from '../contract/errors.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';

interface LazyPartProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog whose program is loaded when it is opened: says so while that takes time, and where it fails. */
export class LazyPart extends Component<LazyPartProps, { readonly error?: unknown }> {
  override readonly state: { readonly error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') };
  }

  override render(): ReactNode {
    const { title, onClose, children } = this.props;
    const shell = (content: ReactNode) => (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
        {content}
      </Dialog>
    );
    if (this.state.error === undefined) {
      return <Suspense fallback={shell(<ProgressBar label="Loading" />)}>{children}</Suspense>;
    }
    return shell(
      <Notice
        tone="error"
        title="This part of the page could not be shown"
        actions={
          <Button size="small" onClick={() => location.reload()}>
            Reload the page
          </Button>
        }
      >
        Check your connection and reload. Finished exports are kept. ({toFailure(this.state.error).message})
      </Notice>,
    );
  }
}
