import { useEffect, useRef, useState } from 'react';
import { type Failure, toFailure } from '../contract/errors.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { remoteSettings } from './remote-settings.ts';
import type { RemoteDraft } from './settings-draft.ts';
import { testConnection } from './test-connection.ts';

interface ConnectionTestProps {
  /** The checked settings to try; undefined where they are incomplete, and then their fields say so. */
  readonly check: () => RemoteDraft | undefined;
  /** Offered where the endpoint keeps this page out and a forwarder may help. */
  readonly onForwarder: (() => void) | undefined;
}

type Verdict =
  | { readonly state: 'none' | 'testing' }
  | { readonly state: 'accepted'; readonly host: string }
  | { readonly state: 'refused'; readonly failure: Failure };

/** Tries out what stands in the settings, without creating anything. Must be mounted anew when the settings change. */
export function ConnectionTest({ check, onForwarder }: ConnectionTestProps) {
  const [verdict, setVerdict] = useState<Verdict>({ state: 'none' });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async () => {
    const settings = check();
    if (!settings) return;
    const abort = new AbortController();
    running.current = abort;
    setVerdict({ state: 'testing' });
    const outcome = await outcomeOf(settings, abort.signal);
    if (!abort.signal.aborted) setVerdict(outcome);
  };

  return (
    <>
      <div>
        <Button onClick={run} disabled={verdict.state === 'testing'}>
          {verdict.state === 'testing' ? 'Testing…' : 'Test connection'}
        </Button>
      </div>
      {verdict.state === 'accepted' && (
        <Notice tone="success" title={`${verdict.host} can be reached and accepts the token`}>
          The token may view and download exports (export.read). Whether it may create and pay for them (export.create,
          export.pay) cannot be tested without creating one.
        </Notice>
      )}
      {verdict.state === 'refused' && (
        <Notice
          tone="error"
          title={verdict.failure.message}
          actions={
            verdict.failure.code === 'blocked' &&
            onForwarder && (
              <Button size="small" onClick={onForwarder}>
                Use this server’s forwarder
              </Button>
            )
          }
        >
          {verdict.failure.advice}
        </Notice>
      )}
    </>
  );
}

async function outcomeOf(settings: RemoteDraft, signal: AbortSignal): Promise<Verdict> {
  try {
    await testConnection(remoteSettings(settings), signal);
    return { state: 'accepted', host: new URL(settings.endpoint).host };
  } catch (error) {
    return { state: 'refused', failure: toFailure(error) };
  }
}
