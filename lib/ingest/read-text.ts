/** Raw bytes of one document as UTF-8. */
import { isUtf8 } from 'node:buffer';
import { decode } from './decode.ts';
import { closedPacking } from './packing.ts';
import type { Problems } from './problems.ts';

/** Null when the bytes are a packing that is not opened; what is wrong with the rest is reported and the bytes are used. */
export function readText(name: string, raw: Buffer, problems: Problems): Buffer | null {
  const closed = closedPacking(raw);
  if (closed !== null) {
    problems.fail(name, 'IN006', `this is ${closed}`, 'unpack it and give what was in it');
    return null;
  }
  const { bytes, from } = decode(raw);
  if (from !== null && from !== 'UTF-8 with BOM') problems.note(name, 'TX001', `read as ${from}`);
  if (!isUtf8(bytes)) problems.fail(name, 'TX005', `this is not valid UTF-8 at byte ${String(firstInvalid(bytes))}`);
  return bytes;
}

/** Offset of the first byte that is not UTF-8: halving keeps it cheap, a valid prefix may end inside a character. */
function firstInvalid(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isUtf8(bytes.subarray(0, middle + 1)) || isCutCharacter(bytes, middle + 1)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when dropping up to three bytes at the end makes the prefix valid. */
function isCutCharacter(bytes: Buffer, end: number): boolean {
  return [1, 2, 3].some(
    (dropped) => end >= dropped && (bytes[end - dropped] ?? 0) >= 0xc0 && isUtf8(bytes.subarray(0, end - dropped)),
  );
}
