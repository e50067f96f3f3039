import { type FormEvent, useId, useState } from 'react';
import type { AppConfig } from '../contract/config.ts';
import type { ConnectionId } from '../contract/connection.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type RadioCard, RadioCards } from '../ui/radio-cards.tsx';
import styles from './connection-settings.module.css';
import { useConnectionStore } from './connection-store.ts';
import { RemoteFields } from './remote-fields.tsx';
import { checkDraft, checkRemoteDraft, type DraftProblems, draftOf, type SettingsDraft } from './settings-draft.ts';

const ENGINES: readonly RadioCard<ConnectionId>[] = [
  {
    value: 'embedded',
    label: 'Cityclip engine – free, in your browser',
    description: 'Made from open data on this device. No account, no cost; only the data of your area is requested.',
  },
  {
    value: 'remote',
    label: '3DCityLoader – with a token, may cost money',
    description: 'Made by the service, or by a server that speaks the same API.',
  },
];

interface ConnectionSettingsProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly config: AppConfig;
}

/** The dialog that chooses where exports run. Nothing changes before it is saved. */
export function ConnectionSettings({ open, onOpenChange, config }: ConnectionSettingsProps) {
  const form = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Where models are made"
      description="Running exports stay where they were started."
      footer={
        <>
          <Button variant="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={form}>
            Save
          </Button>
        </>
      }
    >
      {open && <SettingsForm id={form} preset={config.remoteEndpoint} onSaved={() => onOpenChange(false)} />}
    </Dialog>
  );
}

interface SettingsFormProps {
  readonly id: string;
  readonly preset: string;
  readonly onSaved: () => void;
}

function SettingsForm({ id, preset, onSaved }: SettingsFormProps) {
  const saved = useConnectionStore();
  const [draft, setDraft] = useState(() => draftOf(saved, preset));
  const [problems, setProblems] = useState<DraftProblems>({});
  const change = (changes: Partial<SettingsDraft>) => setDraft({ ...draft, ...changes });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = checkDraft(draft, saved, preset);
    if ('problems' in checked) return setProblems(checked.problems);
    saved.settingsSaved(checked.settings);
    onSaved();
  };

  const check = () => {
    const checked = checkRemoteDraft(draft, saved, preset);
    setProblems('problems' in checked ? checked.problems : {});
    return 'settings' in checked ? checked.settings : undefined;
  };

  const clear = () => {
    saved.settingsCleared();
    setProblems({});
    setDraft({ ...draftOf(useConnectionStore.getState(), preset), connectionId: 'remote' });
  };

  return (
    <form id={id} className={styles.form} onSubmit={submit} noValidate>
      <RadioCards
        label="Engine"
        value={draft.connectionId}
        options={ENGINES}
        onChange={(connectionId) => change({ connectionId })}
      />
      {draft.connectionId === 'remote' && (
        <RemoteFields
          draft={draft}
          problems={problems}
          preset={preset}
          canRemember={saved.canRemember}
          check={check}
          onChange={change}
          onClear={clear}
        />
      )}
    </form>
  );
}
