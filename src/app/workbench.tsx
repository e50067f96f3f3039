import type { Map as LibreMap } from 'maplibre-gl';
import { type ReactNode, useState } from 'react';
import { AreaPanel } from '../area/area-panel.tsx';
import { useArea } from '../area/area-store.ts';
import { ConnectionSettings } from '../connections/connection-settings.tsx';
import { useConnection } from '../connections/use-connection.ts';
import type { AppConfig } from '../contract/config.ts';
import type { FinishedJob } from '../jobs/job-state.ts';
import { JobTray } from '../jobs/job-tray.tsx';
import { ExportBar } from '../request/export-bar.tsx';
import { RequestForm } from '../request/request-form.tsx';
import { FieldError } from '../ui/field.tsx';
import { ConfirmExport } from './confirm-export.tsx';
import { FailureActions } from './failure-actions.tsx';
import { FictionalLabel } from './fictional-label.tsx';
import { Header } from './header.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { OpenedExport } from './opened-export.tsx';
import { Section } from './section.tsx';
import { useAreaLimit } from './use-area-limit.ts';
import { useEarlierExports } from './use-earlier-exports.ts';
import { useExport } from './use-export.ts';
import { useOfflineStart } from './use-offline-start.ts';
import { usePreparation } from './use-preparation.ts';
import styles from './workbench.module.css';

interface WorkbenchProps {
  readonly config: AppConfig;
  /** Null until the map is there; everything but drawing works without it. */
  readonly map: LibreMap | null;
  readonly offline: boolean;
  /** The map. */
  readonly children?: ReactNode;
}

/** The panel from area to export, the exports, and their dialogs. */
export function Workbench({ config, map, offline, children }: WorkbenchProps) {
  const connection = useConnection(config);
  const limit = useAreaLimit(connection.capabilities);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [opened, setOpened] = useState<FinishedJob>();
  const { unfolded, fold } = useFolding();
  const { areaRefusal, form, bar } = useExport(connection, limit, () => fold(true));
  useOfflineStart(offline);
  useEarlierExports(config);
  usePreparation(connection);

  return (
    <div className={styles.page}>
      <div className={styles.map}>
        {children}
        <FictionalLabel capabilities={connection.capabilities} />
      </div>
      <main className={styles.panel} data-unfolded={unfolded}>
        <Header onSettings={() => setSettingsOpen(true)} unfolded={unfolded} onFold={fold} />
        <div className={styles.steps}>
          <OfflineNotice offline={offline} connection={connection} />
          <Section step={1} title="Area">
            <AreaPanel map={map} maxAreaKm2={limit} geocoder={config.geocoder} />
            <FieldError error={areaRefusal} />
          </Section>
          <Section step={2} title="Model">
            <RequestForm {...form} />
          </Section>
        </div>
        <ExportBar {...bar} />
      </main>
      <aside className={styles.jobs}>
        <JobTray
          connection={connection}
          onOpen={setOpened}
          failureActions={(failure, job) => (
            <FailureActions failure={failure} job={job} onSettings={() => setSettingsOpen(true)} />
          )}
        />
      </aside>
      <ConfirmExport />
      <ConnectionSettings open={settingsOpen} onOpenChange={setSettingsOpen} config={config} />
      {opened && <OpenedExport finished={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

/** Whether the panel is unfolded, where it can be folded: it makes room for the map while a tool is in hand. */
function useFolding() {
  const [folded, fold] = useState(false);
  const { tool, toolChosen } = useArea();
  return {
    unfolded: !folded && tool === 'none',
    fold: (wanted: boolean) => {
      fold(wanted);
      if (!wanted) toolChosen('none');
    },
  };
}
