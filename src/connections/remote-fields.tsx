import { Button } from '../ui/button.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { canForward, type DraftProblems, type RemoteDraft, type SettingsDraft } from './settings-draft.ts';

interface RemoteFieldsProps {
  readonly draft: SettingsDraft;
  readonly problems: DraftProblems;
  /** The endpoint of the runtime configuration. */
  readonly preset: string;
  readonly canRemember: boolean;
  readonly onChange: (changes: Partial<SettingsDraft>) => void;
  readonly onClear: () => void;
  /** Checks the fields for a test. */
  readonly check: () => RemoteDraft | undefined;
}

/** Token, endpoint and how to reach it. */
export function RemoteFields(props: RemoteFieldsProps) {
  const { draft, problems, preset, canRemember, onChange, onClear, check } = props;
  const forwards = canForward(draft.endpoint, preset);
  const useForwarder = forwards && !draft.forwarder ? () => onChange({ forwarder: true }) : undefined;
  return (
    <>
      <TextField
        label="Token"
        type="password"
        autoComplete="off"
        value={draft.token}
        onChange={(token) => onChange({ token, tokenTyped: true })}
        hint="Sent to the endpoint only, never to a download server."
        {...(problems.token && { error: problems.token })}
      />
      <TextField
        label="Endpoint"
        type="url"
        inputMode="url"
        autoComplete="off"
        value={draft.endpoint}
        onChange={(endpoint) => onChange({ endpoint })}
        {...(problems.endpoint && { error: problems.endpoint })}
      />
      <Checkbox
        label="Through this server’s forwarder"
        checked={forwards && draft.forwarder}
        onChange={(forwarder) => onChange({ forwarder })}
        disabled={!forwards}
        hint={
          forwards
            ? `For an endpoint that lets no page in (CORS). The token then passes through ${location.host}.`
            : `The forwarder serves ${new URL(preset).host} only, as this page is configured.`
        }
      />
      <ConnectionTest
        key={`${draft.endpoint} ${draft.token} ${draft.forwarder}`}
        check={check}
        onForwarder={useForwarder}
      />
      <Checkbox
        label="Remember on this device"
        checked={draft.remember}
        onChange={(remember) => onChange({ remember })}
        disabled={!canRemember}
        hint={
          canRemember
            ? 'Stores the token unencrypted in this browser. Leave it off on a shared computer.'
            : 'This browser does not let the page store anything.'
        }
      />
      <Notice
        tone="info"
        actions={
          <Button variant="danger" size="small" onClick={onClear}>
            Clear token and endpoint
          </Button>
        }
      >
        A token without the permission export.pay cannot cost you anything: exports that cost money are refused.
      </Notice>
    </>
  );
}
