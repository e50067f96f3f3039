/**
 * The heights nearest to given ones (least squares) that nowhere rise, by pooling neighbours that do (PAVA).
 * @param heights metres along a watercourse, upstream first
 */
export function fallingProfile(heights: ArrayLike<number>): Float64Array {
  const means: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < heights.length; i++) {
    let mean = heights[i]!;
    let count = 1;
    while (means.length > 0 && means.at(-1)! < mean) {
      const others = counts.pop()!;
      mean = (mean * count + means.pop()! * others) / (count + others);
      count += others;
    }
    means.push(mean);
    counts.push(count);
  }
  const profile = new Float64Array(heights.length);
  let at = 0;
  for (const [pool, count] of counts.entries()) for (let k = 0; k < count; k++) profile[at++] = means[pool]!;
  return profile;
}
