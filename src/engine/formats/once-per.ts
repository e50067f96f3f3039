/**
 * Computes what a key leads to at the first question and keeps it as long as the key: what several formats of one export
 * need of its city is found once.
 */
export function oncePer<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}
