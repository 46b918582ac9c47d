/** A value in quotes, its own quotes and control characters escaped. */
export function quote(value: string): string {
  return JSON.stringify(value);
}

/** `1 route`, `3 routes`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A list for a sentence: `a, b and 3 more`. */
export function listed(values: readonly string[], most = 6): string {
  if (values.length <= most) return values.join(', ');
  return `${values.slice(0, most).join(', ')} and ${String(values.length - most)} more`;
}
