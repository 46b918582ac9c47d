/** Texts that everything a regex takes has: at its beginning, and somewhere. */
import type { ByteString } from '../../bytes.ts';
import { toBytes } from '../../bytes.ts';
import type { RegexMode } from '../../regex.ts';
import { parsePattern } from './parse.ts';
import type { Pattern } from './syntax.ts';

export interface Literals {
  readonly head: ByteString;
  /** The longest text known to be there. */
  readonly within: ByteString;
}

/** Both empty where nothing is known. */
export function literalsOf(source: string, mode: RegexMode): Literals {
  const pattern = parsePattern(mode === 'latin1' ? toBytes(source) : source, mode);
  if (pattern === null) return { head: '', within: '' };
  const runs: ByteString[] = [''];
  collect(pattern, runs);
  const within = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
  return { head: runs[0] ?? '', within };
}

/** Adds what a pattern surely has, run by run; the last run is open at its end. Depth is bounded by the parser. */
function collect(pattern: Pattern, runs: ByteString[]): void {
  switch (pattern.kind) {
    case 'bytes': {
      const byte = pattern.set.indexOf(1);
      const single = byte >= 0 && pattern.set.indexOf(1, byte + 1) < 0;
      if (single) runs.push((runs.pop() ?? '') + String.fromCharCode(byte));
      else runs.push('');
      return;
    }
    case 'begin':
    case 'end':
      return;
    case 'sequence':
      for (const part of pattern.parts) collect(part, runs);
      return;
    case 'repeat':
      if (pattern.least > 0) collect(pattern.part, runs);
      runs.push('');
      return;
    case 'choice':
      runs.push('');
  }
}
