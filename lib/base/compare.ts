/** Total orders by several keys; code point order, never a locale. */

export type Key = string | number;

export function compareKeys(a: readonly Key[], b: readonly Key[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] as Key;
    const right = b[i] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** A new array sorted by the keys of each item, each computed once. */
export function sortedBy<Item>(items: readonly Item[], keys: (item: Item) => readonly Key[]): Item[] {
  return items
    .map((item) => ({ item, keys: keys(item) }))
    .sort((a, b) => compareKeys(a.keys, b.keys))
    .map(({ item }) => item);
}
