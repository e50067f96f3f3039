import type { FormatInfo } from '../../contract/formats.ts';
import type { LayerMesh } from '../mesh/layer-mesh.ts';

/** The layers of one file, and what its name has after the model's id. */
export interface FileSet {
  readonly layers: readonly LayerMesh[];
  readonly suffix: string;
}

/** Which layers go into which file. Where only closed bodies are allowed, the layers of a shell share one. */
export function fileSets(
  layers: readonly LayerMesh[],
  { closedOnly = false }: Pick<FormatInfo, 'closedOnly'>,
  separateFiles: boolean,
): FileSet[] {
  if (!separateFiles) return [{ layers, suffix: '' }];
  const shell = layers.filter((mesh) => mesh.shell === 'ground');
  if (shell.length < 2 || !closedOnly) return layers.map((mesh) => alone(mesh));
  return layers.flatMap((mesh) => {
    if (mesh.shell !== 'ground') return [alone(mesh)];
    return mesh === shell[0] ? [{ layers: shell, suffix: '_ground' }] : [];
  });
}

function alone(mesh: LayerMesh): FileSet {
  return { layers: [mesh], suffix: `_${mesh.layer}` };
}
