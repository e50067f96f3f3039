import {
  BufferAttribute,
  BufferGeometry,
  DirectionalLight,
  HemisphereLight,
  Matrix4,
  Mesh,
  PCFShadowMap,
  PerspectiveCamera,
  Plane,
  Scene,
  Sphere,
  Vector3,
  WebGLRenderer,
} from 'three';
import { type Box, boxCenter, boxRadius } from '../box.ts';
import { FIELD_OF_VIEW, type Pose } from '../camera.ts';
import { layerColour } from '../layer-colours.ts';
import type { Model, ModelLayer } from '../model.ts';
import { BACKGROUNDS, type Section, type ViewOptions } from '../view-options.ts';
import { type LayerUniforms, layerMaterial, layerUniforms, linear, SharedUniforms } from './layer-material.ts';

/** Where the sun stands: in the south-west, a good half of the way up. */
const SUN = new Vector3(-0.45, -0.62, 0.95).normalize();
/** Side of the shadows' picture in pixels. */
const SHADOW_SIZE = 2048;
/** The nearest and farthest that is drawn, as shares of the camera's distance and of the model's radius. */
const NEAR = 0.02;
const FAR = 4;

const NORMALS = { x: new Vector3(-1, 0, 0), y: new Vector3(0, -1, 0), z: new Vector3(0, 0, -1) } as const;

/** Draws a model on a canvas, each layer in one call, whenever something changed and not otherwise. */
export class Stage {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera((FIELD_OF_VIEW * 180) / Math.PI);
  readonly #sun = new DirectionalLight(0xfff4e2, 2.5);
  /** Always there, and far away while nothing is cut: another number of planes would mean another program. */
  readonly #plane = new Plane();
  readonly #shared = new SharedUniforms();
  readonly #layers: { readonly mesh: Mesh; readonly uniforms: LayerUniforms }[] = [];
  #box: Box | undefined;
  #frame = 0;
  readonly #onDrawn: () => void;
  #isPlaced = false;
  #isSized = false;

  /** @param context a fresh WebGL 2 context of the canvas @param onDrawn called after every picture */
  constructor(canvas: OffscreenCanvas, context: WebGL2RenderingContext, onDrawn: () => void) {
    this.#onDrawn = onDrawn;
    this.#renderer = new WebGLRenderer({ canvas, context });
    this.#renderer.shadowMap.enabled = true;
    this.#renderer.shadowMap.type = PCFShadowMap;
    this.#renderer.shadowMap.autoUpdate = false;
    this.#renderer.localClippingEnabled = true;
    this.#camera.matrixAutoUpdate = false;
    this.#sun.castShadow = true;
    const sky = new HemisphereLight(0xdfe9f7, 0x9a8f80, 1.55);
    sky.position.set(0, 0, 1);
    this.#scene.add(sky, this.#sun, this.#sun.target);
  }

  /** Shows a model instead of the one before. */
  setModel(model: Model, box: Box): void {
    this.#removeLayers();
    this.#box = box;
    const sphere = new Sphere(new Vector3(...boxCenter(box)), boxRadius(box));
    for (const [index, layer] of model.layers.entries()) {
      const uniforms = layerUniforms(layerColour(layer.name, index));
      const mesh = new Mesh(geometryOf(layer, sphere), layerMaterial(this.#shared, uniforms, this.#plane));
      mesh.castShadow = true;
      this.#layers.push({ mesh, uniforms });
      this.#scene.add(mesh);
    }
    this.#placeSun(sphere);
    this.#redrawShadows();
  }

  /** Shows nothing until there is another model. */
  clear(): void {
    this.#removeLayers();
    this.redraw();
  }

  setSize(width: number, height: number, pixelRatio: number): void {
    this.#renderer.setPixelRatio(pixelRatio);
    this.#renderer.setSize(width, height, false);
    this.#isSized = true;
    this.#camera.aspect = width / height;
    this.#camera.updateProjectionMatrix();
    this.redraw();
  }

  setPose({ position, right, up, forward, distance }: Pose): void {
    const matrix = new Matrix4().makeBasis(new Vector3(...right), new Vector3(...up), new Vector3(...forward).negate());
    this.#camera.matrix.copy(matrix.setPosition(...position));
    this.#camera.matrixWorldNeedsUpdate = true;
    this.#isPlaced = true;
    this.#camera.near = distance * NEAR;
    this.#camera.far = distance + (this.#box ? boxRadius(this.#box) * FAR : 1);
    this.#camera.updateProjectionMatrix();
    this.redraw();
  }

  setOptions({ dark, hidden, colourBy, wireframe, section, highlight }: ViewOptions): void {
    this.#scene.background = linear(BACKGROUNDS[dark ? 'dark' : 'light']);
    this.#shared.colourBy = colourBy;
    this.#shared.wireframe.value = wireframe;
    this.#shared.cut.value = section !== undefined;
    this.#shared.cutColour.value.copy(linear(dark ? [168, 108, 92] : [196, 122, 104]));
    setPlane(this.#plane, section);
    for (const [index, { mesh, uniforms }] of this.#layers.entries()) {
      mesh.receiveShadow = !wireframe;
      mesh.visible = !hidden.includes(index);
      const { firstTriangle, triangleCount } =
        highlight?.layer === index ? highlight : { firstTriangle: 0, triangleCount: 0 };
      uniforms.highlighted.value.set(firstTriangle * 3, (firstTriangle + triangleCount) * 3);
    }
    this.#redrawShadows();
  }

  /** Draws before the next picture of the screen. */
  redraw(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  /** Draws now; nothing until it is known what, from where, and how large. */
  draw(): void {
    if (!this.#box || !this.#isPlaced || !this.#isSized) return;
    this.#renderer.render(this.#scene, this.#camera);
    this.#onDrawn();
  }

  /** After a lost context: the shadows' picture went with it, all else is sent again by itself. */
  restore(): void {
    this.#redrawShadows();
  }

  #redrawShadows(): void {
    this.#renderer.shadowMap.needsUpdate = true;
    this.redraw();
  }

  /** The shadows' picture covers just the model. */
  #placeSun({ center, radius }: Sphere): void {
    this.#sun.target.position.copy(center);
    this.#sun.position.copy(center).addScaledVector(SUN, radius * 2);
    this.#sun.target.updateMatrixWorld();
    const { shadow } = this.#sun;
    shadow.mapSize.set(SHADOW_SIZE, SHADOW_SIZE);
    Object.assign(shadow.camera, { left: -radius, right: radius, bottom: -radius, top: radius });
    Object.assign(shadow.camera, { near: radius * 0.9, far: radius * 3.1 });
    shadow.camera.updateProjectionMatrix();
    shadow.bias = -0.0005;
    shadow.intensity = 0.62;
    shadow.radius = 1.6;
  }

  #removeLayers(): void {
    for (const { mesh } of this.#layers.splice(0)) {
      this.#scene.remove(mesh);
      mesh.geometry.dispose();
      (mesh.material as ReturnType<typeof layerMaterial>).dispose();
    }
  }
}

function geometryOf({ positions, colours }: ModelLayer, sphere: Sphere): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('tint', new BufferAttribute(colours, 4, true));
  geometry.boundingSphere = sphere;
  return geometry;
}

function setPlane(plane: Plane, section: Section | undefined): void {
  if (section) plane.set(NORMALS[section.axis], section.at);
  else plane.set(NORMALS.z, 1e12);
}
