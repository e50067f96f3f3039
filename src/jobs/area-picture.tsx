import { type AreaSketch, SKETCH_KINDS } from '../contract/area-sketch.ts';
import { DEFAULT_SIZE, type ExportRequest } from '../contract/request.ts';
import { bboxCenter, bboxSize, type LonLat } from '../geo/bbox.ts';
import styles from './area-picture.module.css';

/** Of the drawing, which is square. */
const SIDE = 56;
/** Longest side of the drawn box. */
const BOX = 36;
const LINES = [8, 28, 48];

interface AreaPictureProps {
  readonly request: ExportRequest;
  readonly sketch?: AreaSketch | undefined;
}

/** What an area looks like: as the map knew it, otherwise its shape over a grid. */
export function AreaPicture({ request, sketch }: AreaPictureProps) {
  const label = areaLabel(request);
  return sketch ? <SketchedArea label={label} sketch={sketch} /> : <PlainArea label={label} request={request} />;
}

function SketchedArea({ label, sketch: { width, height, paths } }: { label: string; sketch: AreaSketch }) {
  return (
    <span className={styles.picture}>
      <svg
        className={styles.sketch}
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        style={{ aspectRatio: `${width} / ${height}` }}
      >
        {SKETCH_KINDS.map((kind) => paths[kind] && <path key={kind} className={styles[kind]} d={paths[kind]} />)}
      </svg>
    </span>
  );
}

function PlainArea({ label, request }: { label: string; request: ExportRequest }) {
  const [width, height] = request.bbox ? bboxSize(request.bbox) : (request.size ?? DEFAULT_SIZE);
  const scale = BOX / Math.max(width, height);
  const [w, h] = [Math.max(2, width * scale), Math.max(2, height * scale)];
  return (
    <svg className={styles.picture} role="img" aria-label={label} viewBox={`0 0 ${SIDE} ${SIDE}`}>
      {LINES.map((at) => (
        <path key={at} className={styles.grid} d={`M${at} 0V${SIDE}M0 ${at}H${SIDE}`} />
      ))}
      <rect className={styles.box} x={(SIDE - w) / 2} y={(SIDE - h) / 2} width={w} height={h} />
    </svg>
  );
}

function areaLabel({ bbox, center, address }: ExportRequest): string {
  const middle = bbox ? bboxCenter(bbox) : center;
  return middle ? `Area around ${positionText(middle)}` : `Area around ${address ?? 'an unknown place'}`;
}

function positionText([lon, lat]: LonLat): string {
  const side = (degrees: number, positive: string, negative: string) =>
    `${Math.abs(degrees).toFixed(4)}° ${degrees < 0 ? negative : positive}`;
  return `${side(lat, 'north', 'south')}, ${side(lon, 'east', 'west')}`;
}
