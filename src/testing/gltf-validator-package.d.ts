declare module 'gltf-validator' {
  /** Validates the bytes of a glTF or GLB and gives a report. */
  export function validateBytes(bytes: Uint8Array): Promise<unknown>;
}
