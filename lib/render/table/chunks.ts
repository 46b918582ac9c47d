/** Lines, each ended by a line feed. */
export function* chunksOf(lines: Iterable<string>): Iterable<string> {
  for (const line of lines) yield `${line}\n`;
}
