/** A 4 × 4 matrix, column by column as in glTF. */
export type Matrix = readonly number[];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** First `b`, then `a`. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = new Array<number>(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += a[k * 4 + row]! * b[column * 4 + k]!;
      product[column * 4 + row] = sum;
    }
  }
  return product;
}

export function translation([x = 0, y = 0, z = 0]: readonly number[]): Matrix {
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1];
}

export function scaling([x = 1, y = 1, z = 1]: readonly number[]): Matrix {
  return [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1];
}

/** The rotation of a unit quaternion. */
export function rotation([x = 0, y = 0, z = 0, w = 1]: readonly number[]): Matrix {
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y + z * w),
    2 * (x * z - y * w),
    0,
    2 * (x * y - z * w),
    1 - 2 * (x * x + z * z),
    2 * (y * z + x * w),
    0,
    2 * (x * z + y * w),
    2 * (y * z - x * w),
    1 - 2 * (x * x + y * y),
    0,
    0,
    0,
    0,
    1,
  ];
}

/** The rotation about an axis by an angle in degrees. */
export function rotationAbout([x = 0, y = 0, z = 0, degrees = 0]: readonly number[]): Matrix {
  const half = (degrees * Math.PI) / 360;
  const scale = Math.sin(half) / (Math.hypot(x, y, z) || 1);
  return rotation([x * scale, y * scale, z * scale, Math.cos(half)]);
}

/** Positions (three numbers each) after a transformation; the same ones where it changes nothing. */
export function transformed(positions: Float64Array, matrix: Matrix): Float64Array {
  if (matrix.every((value, i) => value === IDENTITY[i])) return positions;
  const result = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    for (let row = 0; row < 3; row++) {
      result[i + row] =
        matrix[row]! * positions[i]! +
        matrix[4 + row]! * positions[i + 1]! +
        matrix[8 + row]! * positions[i + 2]! +
        matrix[12 + row]!;
    }
  }
  return result;
}
