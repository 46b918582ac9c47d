/** `virtual_hosts` → `virtualHosts`, protobuf's own rule for JSON names. */
export function lowerCamel(snake: string): string {
  return snake.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
