/** Characters after which a chunk is handed on: few writes, little memory. */
const CHUNK = 1 << 16;

/** Lines, each ended by a line feed, gathered into chunks. */
export function* chunksOf(lines: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    chunk += '\n';
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
