import { validateBytes } from 'gltf-validator';

/** What the Khronos validator found. */
export interface GltfIssues {
  readonly numErrors: number;
  readonly numWarnings: number;
  readonly messages: readonly { readonly code: string; readonly severity: number; readonly pointer?: string }[];
}

/** Validates a GLB. */
export async function validateGlb(bytes: Uint8Array): Promise<GltfIssues> {
  const { issues } = (await validateBytes(bytes)) as { issues: GltfIssues };
  return issues;
}
