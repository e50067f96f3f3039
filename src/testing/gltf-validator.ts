import { validateBytes } from 'gltf-validator';

/** What the Khronos validator found. */
export interface GltfIssues {
  readonly numErrors: number;
  readonly numWarnings: number;
  readonly messages: readonly { readonly code: string; readonly severity: number; readonly pointer?: string }[];
}

/** Validates a GLB; `meshTriangles` counts every mesh once, however many nodes show it. */
export async function validateGlb(bytes: Uint8Array): Promise<GltfIssues & { readonly meshTriangles: number }> {
  const report = (await validateBytes(bytes)) as { issues: GltfIssues; info: { totalTriangleCount?: number } };
  return { ...report.issues, meshTriangles: report.info.totalTriangleCount ?? 0 };
}
