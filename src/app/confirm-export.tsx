import { useRef } from 'react';
import { areaText, sizeText } from '../area/area-text.ts';
import { DEFAULT_FORMAT, FORMATS } from '../contract/formats.ts';
import { DEFAULT_LAYERS, LAYERS } from '../contract/layers.ts';
import { DEFAULT_SIZE, type ExportRequest } from '../contract/request.ts';
import { bboxSize } from '../geo/bbox.ts';
import { type ExportQuestion, useConfirmation } from '../jobs/confirm-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './confirm-export.module.css';

/** Asks before an export is created that may cost money or may exist already. Must stay mounted for those to start. */
export function ConfirmExport() {
  const { question, exportAnswered } = useConfirmation();
  const cancel = useRef<HTMLButtonElement>(null);
  const costs = question?.connection.capabilities.cost === 'may-cost';
  return (
    <Dialog
      open={question !== undefined}
      onOpenChange={(open) => !open && exportAnswered(false)}
      initialFocus={cancel}
      title={costs ? 'This export may cost money' : 'Create this export once more?'}
      footer={
        <>
          <Button ref={cancel} onClick={() => exportAnswered(false)}>
            Cancel
          </Button>
          <Button variant="primary" onClick={() => exportAnswered(true)}>
            {question?.mayExist ? 'Create it once more' : 'Create the export'}
          </Button>
        </>
      }
    >
      {question && <Question question={question} costs={costs} />}
    </Dialog>
  );
}

function Question({ question, costs }: { readonly question: ExportQuestion; readonly costs: boolean }) {
  const { connection, request, mayExist } = question;
  const host = connection.endpoint ? new URL(connection.endpoint).host : connection.label;
  return (
    <div className={styles.question}>
      {mayExist && (
        <Notice tone="warning" title={costs ? 'You may pay twice' : 'There may be two'}>
          The same export was sent before, and {host} may have created it although no answer came. Look into your
          account first.
        </Notice>
      )}
      <Summary request={request} host={host} />
      {costs && (
        <p>
          {host} charges your account for exports that cost money. A token without the permission export.pay cannot cost
          you anything: such exports are then refused.
        </p>
      )}
    </div>
  );
}

function Summary({ request, host }: { readonly request: ExportRequest; readonly host: string }) {
  const { format = DEFAULT_FORMAT, include = DEFAULT_LAYERS, separate_files } = request;
  const rows = [
    ['Sent to', host],
    ...areaRows(request),
    ['Format', FORMATS[format].label],
    ['Layers', include.map((layer) => LAYERS[layer].label).join(', ')],
    ['Files', separate_files ? 'One for each layer' : 'One for all layers'],
  ] as const;
  return (
    <dl className={styles.summary} aria-label="The export">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function areaRows({ bbox, center, address, size }: ExportRequest): (readonly [string, string])[] {
  const [width, height] = bbox ? bboxSize(bbox) : (size ?? DEFAULT_SIZE);
  const place = bbox ?? center;
  return [
    ['Area', `${sizeText([width, height])} · ${areaText((width * height) / 1e6)}`],
    ...(place
      ? [[bbox ? 'West, south, east, north' : 'Center', place.map((degrees) => degrees.toFixed(6)).join(', ')] as const]
      : []),
    ...(address ? [['Address', address] as const] : []),
  ];
}
