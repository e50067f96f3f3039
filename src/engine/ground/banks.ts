import { COVER_IDS, COVERS } from '../city/covers.ts';
import { nextSide } from '../polygon/triangle-sides.ts';
import { between, roundMillimetres, type TerrainTin } from './fit-terrain.ts';
import { isWay } from './ways-height.ts';

/** Differences from the terrain below this (m) need no bank. */
const LEAST = 0.25;

/** Metres that a bank runs for each metre that it overcomes, and its bounds. */
const RUN = 2;
const SHORTEST = 2;
const LONGEST = 12;

/** Covers in which no bank lies: their vertices are where they should be. */
const IS_GRADED = COVER_IDS.map((cover) => isWay(cover) || COVERS[cover] === 'water');

/** Of the vertices there are, at most so many times as many are added. */
const MOST = 4;

/**
 * Puts vertices at the height of the terrain beside what was raised or lowered, so that the difference is overcome by a bank
 * and does not spread over the next large triangle.
 * @param model its vertices are raised and lowered by now in `z`
 * @param offsets metres by which each vertex differs from the terrain
 */
export function addBanks(model: TerrainTin, offsets: Float64Array, heightAt: (x: number, y: number) => number): void {
  const banks = new Banks(model, offsets, heightAt);
  banks.addFeet();
  banks.splitLongSides();
}

class Banks {
  readonly #tin: TerrainTin['tin'];
  readonly #z: number[];
  /** Metres of bank that each of the first vertices needs. */
  readonly #reaches: Float64Array;
  readonly #heightAt: (x: number, y: number) => number;

  constructor({ tin, z }: TerrainTin, offsets: Float64Array, heightAt: (x: number, y: number) => number) {
    this.#tin = tin;
    this.#z = z;
    this.#reaches = offsets.map(reachFor);
    this.#heightAt = heightAt;
  }

  /** Vertices at the foot of the banks: beside the vertices of borders and, along long ones, between them. */
  addFeet(): void {
    const { vertexCount, triangleCount, x, y, corners, twins } = this.#tin;
    const normalX = new Float64Array(vertexCount);
    const normalY = new Float64Array(vertexCount);
    /** A side of the terrain beside each vertex of a border. */
    const outside = new Int32Array(vertexCount).fill(-1);
    const between: number[] = [];
    for (let side = 0; side < 3 * triangleCount; side++) {
      const twin = twins[side]!;
      if (this.#isNatural(side) || !this.#isNatural(twin)) continue;
      const a = corners[side]!;
      const b = corners[nextSide(side)]!;
      const reach = Math.max(this.#reach(a), this.#reach(b));
      if (reach === 0) continue;
      const dx = x[b]! - x[a]!;
      const dy = y[b]! - y[a]!;
      const length = Math.sqrt(dx * dx + dy * dy);
      const [nx, ny] = [dy / length, -dx / length];
      for (const vertex of [a, b]) {
        normalX[vertex]! += nx;
        normalY[vertex]! += ny;
        outside[vertex] = twin;
      }
      const parts = Math.ceil(length / (2 * reach));
      for (let k = 1; k < parts; k++) {
        between.push(x[a]! + (dx * k) / parts + nx * reach, y[a]! + (dy * k) / parts + ny * reach, twin);
      }
    }
    for (let vertex = 0; vertex < vertexCount; vertex++) {
      if (outside[vertex]! < 0 || this.#reach(vertex) === 0) continue;
      const scale = this.#reach(vertex) / (Math.hypot(normalX[vertex]!, normalY[vertex]!) || 1);
      this.#addVertex(x[vertex]! + normalX[vertex]! * scale, y[vertex]! + normalY[vertex]! * scale, outside[vertex]!);
    }
    for (let i = 0; i < between.length; i += 3) this.#addVertex(between[i]!, between[i + 1]!, between[i + 2]!);
  }

  /** Splits sides that lead from a raised or lowered vertex far into the terrain. */
  splitLongSides(): void {
    const tin = this.#tin;
    let left = MOST * tin.vertexCount;
    let batch = Array.from({ length: tin.triangleCount }, (_, triangle) => triangle);
    for (; batch.length > 0 && left > 0; batch = tin.takeChanged()) {
      for (const triangle of batch) {
        tin.settle(triangle);
        if (this.#isNatural(3 * triangle) && this.#splitOneOf(triangle)) left--;
      }
    }
  }

  #splitOneOf(triangle: number): boolean {
    for (let side = 3 * triangle; side < 3 * triangle + 3; side++) if (this.#splitLong(side)) return true;
    return false;
  }

  /** Splits a side near its start; one of the outline, which has no twin, also near its end. */
  #splitLong(side: number): boolean {
    const { corners, twins } = this.#tin;
    const twin = twins[side]!;
    const a = corners[side]!;
    const b = corners[nextSide(side)]!;
    if (twin < 0) return this.#splitNear(side, a, b) || this.#splitNear(side, b, a);
    return this.#isNatural(twin) && this.#splitNear(side, a, b);
  }

  /** Splits the side between two vertices where the bank of the first one ends. */
  #splitNear(side: number, a: number, b: number): boolean {
    const near = this.#reach(a);
    if (near === 0) return false;
    const { x, y } = this.#tin;
    const dx = x[b]! - x[a]!;
    const dy = y[b]! - y[a]!;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length < 1.5 * near + Math.max(this.#reach(b), SHORTEST)) return false;
    const share = near / length;
    return this.#put(between(x[a]!, x[b]!, share), between(y[a]!, y[b]!, share), (vertex) =>
      this.#tin.splitSide(side, vertex),
    );
  }

  #addVertex(x: number, y: number, near: number): void {
    const triangle = this.#tin.triangleAt(Math.floor(near / 3), x, y);
    if (triangle === undefined || !this.#isNatural(3 * triangle)) return;
    this.#put(roundMillimetres(x), roundMillimetres(y), (vertex) => this.#tin.splitTriangle(triangle, vertex));
  }

  #put(x: number, y: number, insert: (vertex: number) => boolean): boolean {
    const isIn = insert(this.#tin.addVertex(x, y));
    if (isIn) this.#z.push(roundMillimetres(this.#heightAt(x, y)));
    else this.#tin.dropLastVertex();
    return isIn;
  }

  #reach(vertex: number): number {
    return vertex < this.#reaches.length ? this.#reaches[vertex]! : 0;
  }

  #isNatural(side: number): boolean {
    return side >= 0 && !IS_GRADED[this.#tin.covers[Math.floor(side / 3)]!];
  }
}

function reachFor(offset: number): number {
  const metres = Math.abs(offset);
  return metres < LEAST ? 0 : Math.min(Math.max(RUN * metres, SHORTEST), LONGEST);
}
