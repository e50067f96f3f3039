import { BackSide, Color, DoubleSide, type IUniform, MeshLambertMaterial, type Plane, Vector2 } from 'three';
import { PROVENANCE_COLOURS } from '../layer-colours.ts';
import { PROVENANCES, type Rgb } from '../model.ts';
import type { ColourBy } from '../view-options.ts';

const MODES: readonly ColourBy[] = ['file', 'layer', 'height'];

/** What all layers share: changed in place, so that nothing is compiled again. */
export class SharedUniforms {
  readonly colourMode: IUniform<number> = { value: 0 };
  readonly wireframe: IUniform<boolean> = { value: false };
  readonly cut: IUniform<boolean> = { value: false };
  readonly cutColour: IUniform<Color> = { value: new Color() };
  readonly accent: IUniform<Color> = { value: linear([72, 120, 255]) };
  readonly provenanceColours: IUniform<Color[]> = {
    value: PROVENANCES.map((provenance) => linear(PROVENANCE_COLOURS[provenance])),
  };

  set colourBy(mode: ColourBy) {
    this.colourMode.value = MODES.indexOf(mode);
  }
}

/** What each layer has for itself. */
export interface LayerUniforms {
  readonly layerColour: IUniform<Color>;
  /** First corner that is highlighted, and the one after the last. */
  readonly highlighted: IUniform<Vector2>;
}

export function layerUniforms(colour: Rgb): LayerUniforms {
  return { layerColour: { value: linear(colour) }, highlighted: { value: new Vector2() } };
}

/** A colour in the linear light that shaders reckon in. */
export function linear([red, green, blue]: Rgb): Color {
  return new Color().setRGB(red / 255, green / 255, blue / 255, 'srgb');
}

const VERTEX_HEAD = `
attribute vec4 tint;
uniform ivec2 highlighted;
varying vec4 vTint;
varying vec3 vCorner;
varying float vHighlight;
`;

/** Corners are not shared, so that the number of one tells its place in its triangle. */
const VERTEX = `
vTint = tint;
int corner = gl_VertexID % 3;
vCorner = vec3(corner == 0, corner == 1, corner == 2);

vHighlight = gl_VertexID >= highlighted.x && gl_VertexID < highlighted.y ? 1.0 : 0.0;
`;

const FRAGMENT_HEAD = `
uniform int colourMode;
uniform bool wireframe;
uniform bool cut;
uniform vec3 cutColour;
uniform vec3 accent;
uniform vec3 layerColour;
uniform vec3 provenanceColours[${PROVENANCES.length}];
varying vec4 vTint;
varying vec3 vCorner;
varying float vHighlight;
`;

/** Lines along the triangles' edges, one pixel wide at any distance. */
const COLOUR = `
if (wireframe) {
  vec3 reach = vCorner / fwidth(vCorner);
  if (min(reach.x, min(reach.y, reach.z)) > 0.9) discard;
}
if (colourMode == 0) diffuseColor.rgb = pow(vTint.rgb, vec3(2.2));
else if (colourMode == 1) diffuseColor.rgb = layerColour;
else diffuseColor.rgb = provenanceColours[int(vTint.a * 255.0 + 0.5)];
diffuseColor.rgb = mix(diffuseColor.rgb, accent, 0.75 * step(0.5, vHighlight));
`;

/** The inside of a solid that is cut open shows as one flat colour, as if it were filled. */
const CUT = `
if (cut && !wireframe && !gl_FrontFacing) outgoingLight = cutColour;
`;

/** Matt and with flat faces, lit from both sides; colours, wireframe, highlight and the cut are decided in its shader. */
export function layerMaterial(shared: SharedUniforms, own: LayerUniforms, plane: Plane): MeshLambertMaterial {
  const material = new MeshLambertMaterial({
    flatShading: true,
    side: DoubleSide,
    // Lit faces of solids would catch specks of their own shadows.
    shadowSide: BackSide,
    clippingPlanes: [plane],
    clipShadows: true,
  });
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, { ...shared, ...own });
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', `#include <common>\n${VERTEX_HEAD}`)
      .replace('#include <begin_vertex>', `#include <begin_vertex>\n${VERTEX}`);
    shader.fragmentShader = shader.fragmentShader
      .replace('#include <common>', `#include <common>\n${FRAGMENT_HEAD}`)
      .replace('#include <color_fragment>', COLOUR)
      .replace('#include <opaque_fragment>', `${CUT}\n#include <opaque_fragment>`);
  };
  return material;
}
