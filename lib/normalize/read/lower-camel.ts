/** `virtual_hosts` → `virtualHosts`, protobuf's own rule for JSON names. */
export function lowerCamel(snake: string): string {
  return snake.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The names that a field may have in JSON: protobuf's own, and the lowerCamel one where that is another. */
export function spellings(snake: string): readonly string[] {
  return [...new Set([snake, lowerCamel(snake)])];
}
