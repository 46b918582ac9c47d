import { BYTE } from './bytes.ts';
import { JsonDamage } from './damage.ts';

/**
 * Index just after the string that opens at `at`; -1 when the bytes end first.
 *
 * @throws JsonDamage at a raw control character, which JSON forbids; `shift` is what indices are larger by than offsets.
 */
export function stringEnd(bytes: Uint8Array, at: number, end: number, shift: number): number {
  for (let i = at + 1; i < end; i++) {
    const c = bytes[i] as number;
    if (c === BYTE.quote) return i + 1;
    if (c === BYTE.backslash) i++;
    else if (c < BYTE.space) {
      throw new JsonDamage('syntax', i - shift, 'the end of the string that began before this line break');
    }
  }
  return -1;
}
