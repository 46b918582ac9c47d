/** `1 route`, `12438 routes`: no locale, so no digit grouping. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
