/** Numbers of some of a mesh's vertices, forgotten all at once: cheaper than a map for each part of the mesh. */
export class VertexMarks {
  /** The round (counted from 1) that marked a vertex last. */
  #markedIn = new Uint32Array(0);
  #numbers = new Uint32Array(0);
  #round = 0;

  /** Forgets all marks, and makes room for so many vertices. */
  begin(vertexCount: number): this {
    this.#round++;
    if (vertexCount > this.#numbers.length) {
      this.#markedIn = new Uint32Array(vertexCount);
      this.#numbers = new Uint32Array(vertexCount);
    }
    return this;
  }

  has(vertex: number): boolean {
    return this.#markedIn[vertex] === this.#round;
  }

  /** The number of a marked vertex. */
  get(vertex: number): number {
    return this.#numbers[vertex]!;
  }

  set(vertex: number, number: number): void {
    this.#markedIn[vertex] = this.#round;
    this.#numbers[vertex] = number;
  }
}
