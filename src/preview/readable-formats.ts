/** The mesh formats that can be shown, by the ends of their files' names. */
export const READABLE_EXTENSIONS = ['stl', 'obj', 'dxf', 'glb', 'gltf', 'ply', '3mf', 'dae'] as const;
export type ReadableExtension = (typeof READABLE_EXTENSIONS)[number];

const READABLE = new RegExp(`\\.(${READABLE_EXTENSIONS.join('|')})$`, 'i');

/** The format of a file by its name; undefined where it cannot be shown. */
export function readableExtension(path: string): ReadableExtension | undefined {
  return READABLE.exec(path)?.[1]?.toLowerCase() as ReadableExtension | undefined;
}

/** A path's last part. Names in ZIPs use either slash. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
