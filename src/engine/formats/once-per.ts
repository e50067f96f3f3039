/**
 * Computes what a key leads to at the first question and keeps it as long as the key: what several formats of one export
 * need of its city is found once.
 * @param compute its context is the same for a key each time
 */
export function oncePer<K extends object, Context extends unknown[], T>(
  compute: (key: K, ...context: Context) => T,
): (key: K, ...context: Context) => T {
  const known = new WeakMap<K, T>();
  return (key, ...context) => {
    if (!known.has(key)) known.set(key, compute(key, ...context));
    return known.get(key)!;
  };
}
