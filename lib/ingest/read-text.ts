/** Raw bytes of one document as UTF-8. */
import { eachPiece, memorySource, wholeOf } from '../base/source/index.ts';
import type { ByteSource } from '../base/source/index.ts';
import { decode } from './decode.ts';
import { closedPacking } from './packing.ts';
import type { Problems } from './problems.ts';
import type { Raw } from './raw.ts';
import { Utf8Source } from './utf8-source.ts';

const BOM = 3;

/** Null when the bytes are a packing that is not opened; what is wrong with the rest is reported and the bytes are used. */
export function readText(name: string, { source, head }: Raw, problems: Problems): ByteSource | null {
  const closed = closedPacking(head);
  if (closed !== null) {
    problems.fail(name, 'IN006', `this is ${closed}`, 'unpack it and give what was in it');
    return null;
  }
  const { from } = decode(head);
  const invalid = (byte: number): void => {
    problems.fail(name, 'TX005', `this is not valid UTF-8 at byte ${String(byte)}`);
  };
  const skipped = from === 'UTF-8 with BOM' ? BOM : 0;
  if (from === null || skipped > 0) return checked(source, skipped, invalid);
  problems.note(name, 'TX001', `read as ${from}`);
  return memorySource(decode(wholeOf(source)).bytes);
}

/** What is in memory is checked at once, the rest while it is read. */
function checked(raw: ByteSource, skipped: number, invalid: (byte: number) => void): ByteSource {
  const source = new Utf8Source(raw, skipped, invalid);
  if (raw.whole === undefined) return source;
  eachPiece(source, 0, () => false);
  return memorySource(raw.whole.subarray(skipped));
}
