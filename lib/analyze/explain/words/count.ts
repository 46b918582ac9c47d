/** `1 route`, `3 routes`; nouns ending in -y and -x are not used. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a, b and c`; with more than `most`, `a, b and 7 more`. */
export function listed(names: readonly string[], most = 5): string {
  if (names.length > most) return `${names.slice(0, most - 1).join(', ')} and ${String(names.length - most + 1)} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] ?? ''}`;
}

/** What a list had no room for: nothing, or `Not listed: 3 more routes of …`. */
export function notListed(more: number, noun: string, which: string): readonly string[] {
  return more === 0 ? [] : [`Not listed: ${counted(more, noun)} ${which}.`];
}
