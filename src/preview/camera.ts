import { type Box, boxCenter, boxCorners, boxRadius, type Vec3 } from './box.ts';

/** Where the model is looked at from. */
export interface Camera {
  /** The point in the middle of the view. */
  readonly target: Vec3;
  /** Compass direction that it looks to, radians: 0 is north, π/2 east. */
  readonly yaw: number;
  /** How steeply it looks down, radians: 0 is level, π/2 straight down, below 0 upwards. */
  readonly pitch: number;
  /** From the target, in the model's unit. */
  readonly distance: number;
}

/** A camera as three directions and a place, as a renderer wants it. */
export interface Pose {
  readonly position: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
  readonly distance: number;
}

/** A place on the view: -1 to 1 from left to right and from bottom to top. */
export type ViewPoint = readonly [x: number, y: number];

/** Width and height of the view in pixels. */
export type ViewSize = readonly [width: number, height: number];

/** Upright angle of view, radians. */
export const FIELD_OF_VIEW = (32 * Math.PI) / 180;
const TAN = Math.tan(FIELD_OF_VIEW / 2);

const MIN_PITCH = -Math.PI / 6;
const MAX_PITCH = Math.PI / 2;
/** Room around a fitted model, and the closest and farthest view, as shares of the model's radius. */
const FIT_MARGIN = 1.06;
const CLOSEST = 0.004;
const FARTHEST = 12;

/** Directions to look to: at an angle from above, straight down, and level from the four sides. */
export const VIEWS = {
  home: { yaw: Math.PI / 7, pitch: Math.PI / 5 },
  top: { yaw: 0, pitch: Math.PI / 2 },
  south: { yaw: 0, pitch: 0 },
  west: { yaw: Math.PI / 2, pitch: 0 },
  north: { yaw: Math.PI, pitch: 0 },
  east: { yaw: -Math.PI / 2, pitch: 0 },
} as const;

export function poseOf({ target, yaw, pitch, distance }: Camera): Pose {
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  const forward: Vec3 = [sinYaw * cosPitch, cosYaw * cosPitch, -sinPitch];
  return {
    position: moved(target, forward, -distance),
    right: [cosYaw, -sinYaw, 0],
    up: [sinYaw * sinPitch, cosYaw * sinPitch, cosPitch],
    forward,
    distance,
  };
}

/** The camera that sees all of a box from a direction, as large as fits. */
export function fitted(box: Box, { yaw, pitch }: Pick<Camera, 'yaw' | 'pitch'>, [width, height]: ViewSize): Camera {
  const target = boxCenter(box);
  const { right, up, forward } = poseOf({ target, yaw, pitch, distance: 0 });
  const tanX = (TAN * width) / height;
  const needed = boxCorners(box).map((corner) => {
    const offset = difference(corner, target);
    const reach = Math.max(Math.abs(dot(offset, right)) / tanX, Math.abs(dot(offset, up)) / TAN);
    return reach - dot(offset, forward);
  });
  return { target, yaw, pitch, distance: Math.max(...needed, boxRadius(box) * CLOSEST) * FIT_MARGIN };
}

/** Turns around the target: radians to the right and upwards. */
export function orbited(camera: Camera, right: number, up: number): Camera {
  const pitch = Math.min(MAX_PITCH, Math.max(MIN_PITCH, camera.pitch + up));
  return { ...camera, yaw: camera.yaw + right, pitch };
}

/** Moves the view so that the model follows a pointer by some pixels, right and down. */
export function panned(camera: Camera, right: number, down: number, [, height]: ViewSize): Camera {
  const { right: toRight, up } = poseOf(camera);
  const scale = (2 * TAN * camera.distance) / height;
  return { ...camera, target: moved(moved(camera.target, toRight, -right * scale), up, down * scale) };
}

/** Changes the distance by a factor; what is seen at a place of the view stays there. */
export function zoomed(camera: Camera, factor: number, box: Box, [x, y]: ViewPoint, [width, height]: ViewSize): Camera {
  const radius = boxRadius(box);
  const distance = Math.min(radius * FARTHEST, Math.max(radius * CLOSEST, camera.distance * factor));
  const { right, up } = poseOf(camera);
  const shift = (camera.distance - distance) * TAN;
  const target = moved(moved(camera.target, right, (shift * x * width) / height), up, shift * y);
  return { ...camera, target, distance };
}

/** Where a point appears; undefined where it is behind the camera. */
export function projected(pose: Pose, point: Vec3, [width, height]: ViewSize): ViewPoint | undefined {
  const offset = difference(point, pose.position);
  const depth = dot(offset, pose.forward);
  if (depth <= pose.distance * 1e-3) return undefined;
  return [(dot(offset, pose.right) * height) / (depth * TAN * width), dot(offset, pose.up) / (depth * TAN)];
}

/** The direction from the camera through a place of the view, not of length 1. */
export function rayThrough({ forward, right, up }: Pose, [x, y]: ViewPoint, [width, height]: ViewSize): Vec3 {
  return moved(moved(forward, right, (x * TAN * width) / height), up, y * TAN);
}

export function difference(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function moved(point: Vec3, direction: Vec3, by: number): Vec3 {
  return [point[0] + direction[0] * by, point[1] + direction[1] * by, point[2] + direction[2] * by];
}

function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
