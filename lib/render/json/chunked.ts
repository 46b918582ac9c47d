/** Characters after which a chunk is handed on. */
const CHUNK = 1 << 16;

/** Small parts gathered into chunks, each passed through `finish` once. */
export function* chunked(parts: Iterable<string>, finish: (text: string) => string): Iterable<string> {
  let chunk = '';
  for (const part of parts) {
    chunk += part;
    if (chunk.length >= CHUNK) {
      yield finish(chunk);
      chunk = '';
    }
  }
  if (chunk !== '') yield finish(chunk);
}
