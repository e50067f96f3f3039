import type { Map as LibreMap } from 'maplibre-gl';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { AreaPanel } from '../area/area-panel.tsx';
import { useArea } from '../area/area-store.ts';
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
import { LazyPart } from './lazy-part.tsx';
import { AboutData, ArchiveDialog, ConnectionSettings } from './lazy-parts.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { OpenedExport } from './opened-export.tsx';
import { Section } from './section.tsx';
import { useAreaLimit } from './use-area-limit.ts';
import { useAreaSketches } from './use-area-sketches.ts';
import { useDroppedZip } from './use-dropped-zip.ts';
import { useEarlierExports } from './use-earlier-exports.ts';
import { useExport } from './use-export.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useOfflineStart } from './use-offline-start.ts';
import { usePreparation } from './use-preparation.ts';
import { useUncoveredArea } from './use-uncovered-area.ts';
import styles from './workbench.module.css';
import { ZipPreview } from './zip-preview.tsx';

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
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const openZip = useCallback((zip: File) => setOpened({ what: 'zip', zip }), []);
  const openSettings = () => setOpened({ what: 'settings' });
  const { unfolded, fold, drawing } = useFolding();
  const { areaRefusal, form, bar } = useExport(connection, limit, () => fold(true));
  useOfflineStart(offline);
  useEarlierExports(config);
  useAreaSketches(map);
  const exports = useRef<HTMLElement>(null);
  useUncoveredArea(map, exports);
  usePreparation(connection);
  useKeptFocus();
  const dropping = useDroppedZip(openZip);

  return (
    <div className={styles.page}>
      <section className={styles.map} aria-label="The place">
        {children}
        <FictionalLabel capabilities={connection.capabilities} />
      </section>
      <main className={styles.panel} data-unfolded={unfolded}>
        <Header
          onSettings={openSettings}
          onAbout={() => setOpened({ what: 'about' })}
          onZip={openZip}
          unfolded={unfolded}
          onFold={fold}
        />
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
      <aside ref={exports} className={styles.jobs} data-drawing={drawing} aria-label="Exports of this device">
        <JobTray
          connection={connection}
          onOpen={(finished) => setOpened({ what: 'export', finished })}
          failureActions={(failure, job) => <FailureActions failure={failure} job={job} onSettings={openSettings} />}
        />
      </aside>
      <ConfirmExport />
      {dropping && <p className={styles.drop}>Drop a ZIP to look into it</p>}
      {opened?.what === 'settings' && (
        <LazyPart title="Settings" onClose={close}>
          <ConnectionSettings open onOpenChange={close} config={config} />
        </LazyPart>
      )}
      {opened?.what === 'about' && (
        <LazyPart title="About the data" onClose={close}>
          <AboutData config={config} onClose={close} />
        </LazyPart>
      )}
      {opened?.what === 'zip' && (
        <LazyPart title={opened.zip.name} onClose={close}>
          <ArchiveDialog
            open
            onOpenChange={close}
            blob={opened.zip}
            fileName={opened.zip.name}
            own
            preview={(files) => <ZipPreview zip={opened.zip} files={files} />}
          />
        </LazyPart>
      )}
      {opened?.what === 'export' && <OpenedExport finished={opened.finished} onClose={close} />}
    </div>
  );
}

/** The dialog that is open. */
type Opened =
  | { readonly what: 'settings' | 'about' }
  | { readonly what: 'export'; readonly finished: FinishedJob }
  | { readonly what: 'zip'; readonly zip: File };

/** Whether the panel is unfolded, where it can be folded: it makes room for the map while a tool is in hand. */
function useFolding() {
  const [folded, fold] = useState(false);
  const { tool, toolChosen } = useArea();
  return {
    drawing: tool !== 'none',
    unfolded: !folded && tool === 'none',
    fold: (wanted: boolean) => {
      fold(wanted);
      if (!wanted) toolChosen('none');
    },
  };
}
