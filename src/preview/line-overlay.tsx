import { type Box, boxCenter, boxSize, type Vec3 } from './box.ts';
import { difference, type Pose, poseOf, projected, type ViewSize } from './camera.ts';
import { lengthText } from './lengths.ts';
import styles from './preview.module.css';
import type { View } from './use-view.ts';

/** Lines with lengths over the picture: the model's size, and what is measured. The panel tells the same in words. */
export function LineOverlay({ view: { camera, size, summary, points, showsSize } }: { readonly view: View }) {
  if (!camera || !size) return null;
  const pose = poseOf(camera);
  const { box, metresPerUnit } = summary;
  const [from, to] = points;
  return (
    <svg className={styles.lines} viewBox={`0 0 ${size[0]} ${size[1]}`} aria-hidden="true">
      {showsSize &&
        sizeLines(box, pose).map(({ ends, length }, axis) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one line for each axis
          <Line key={axis} ends={ends} text={lengthText(length, metresPerUnit)} pose={pose} size={size} />
        ))}
      {from && to && (
        <Line
          ends={[from, to]}
          text={lengthText(Math.hypot(...difference(to, from)), metresPerUnit)}
          {...{ pose, size }}
        />
      )}
      {points.map((point) => (
        <Dot key={point.join()} point={point} pose={pose} size={size} />
      ))}
    </svg>
  );
}

interface LineProps {
  readonly ends: readonly [Vec3, Vec3];
  readonly text: string;
  readonly pose: Pose;
  readonly size: ViewSize;
}

function Line({ ends, text, pose, size }: LineProps) {
  const [from, to] = ends.map((end) => onScreen(end, pose, size));
  if (!from || !to) return null;
  return (
    <g>
      <line className={styles.lineHalo} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <line className={styles.line} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <text className={styles.lineText} x={(from[0] + to[0]) / 2} y={(from[1] + to[1]) / 2}>
        {text}
      </text>
    </g>
  );
}

function Dot({ point, pose, size }: { readonly point: Vec3; readonly pose: Pose; readonly size: ViewSize }) {
  const place = onScreen(point, pose, size);
  return place && <circle className={styles.dot} cx={place[0]} cy={place[1]} r={5} />;
}

function onScreen(point: Vec3, pose: Pose, size: ViewSize): readonly [x: number, y: number] | undefined {
  const place = projected(pose, point, size);
  return place && [((place[0] + 1) / 2) * size[0], ((1 - place[1]) / 2) * size[1]];
}

/** The box's edges at its bottom on the camera's side, and the upright one on the outside of the nearer of them. */
function sizeLines(box: Box, { position, right }: Pose): { ends: readonly [Vec3, Vec3]; length: number }[] {
  const { min, max } = box;
  const center = boxCenter(box);
  const [width, depth, height] = boxSize(box);
  const nearX = position[0] < center[0] ? min[0] : max[0];
  const nearY = position[1] < center[1] ? min[1] : max[1];
  // Of the two corners at the side, the one farther to the right.
  const corners: readonly [number, number][] = [
    [nearX, nearY === min[1] ? max[1] : min[1]],
    [nearX === min[0] ? max[0] : min[0], nearY],
  ];
  const [x, y] = corners.toSorted((a, b) => b[0] * right[0] + b[1] * right[1] - a[0] * right[0] - a[1] * right[1])[0]!;
  const low = min[2];
  return [
    {
      ends: [
        [min[0], nearY, low],
        [max[0], nearY, low],
      ],
      length: width,
    },
    {
      ends: [
        [nearX, min[1], low],
        [nearX, max[1], low],
      ],
      length: depth,
    },
    {
      ends: [
        [x, y, low],
        [x, y, max[2]],
      ],
      length: height,
    },
  ];
}
