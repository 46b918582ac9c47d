/** Tar archives by hand: every kind of entry, honest and hostile. Not made with the writer of lib/. */
export interface RawEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly type?: string;
  readonly linkTo?: string;
  /** Another size than the content has. */
  readonly size?: number;
  readonly prefix?: string;
  readonly magic?: string;
}

function block({
  name,
  content = '',
  type = '0',
  linkTo = '',
  size,
  prefix = '',
  magic = 'ustar\x0000',
}: RawEntry): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write(name, 0, 100);
  bytes.write('0000644\x000000000\x000000000\0', 100, 'latin1');
  bytes.write(`${(size ?? Buffer.byteLength(content)).toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  bytes.write('14000000000\0', 136, 'latin1');
  bytes.write('        ', 148, 'latin1');
  bytes.write(type, 156, 'latin1');
  bytes.write(linkTo, 157, 100);
  bytes.write(magic, 257, 'latin1');
  bytes.write(prefix, 345, 155);
  let sum = 0;
  for (const byte of bytes) sum += byte;
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

export function tarEntry(entry: RawEntry): Buffer {
  const content = Buffer.from(entry.content ?? '');
  return Buffer.concat([block(entry), content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

export function tarOf(...entries: readonly RawEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
}

/** A pax record with its own length in front. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  const digits = [1, 2, 3, 4, 5].find((count) => String(rest + count).length === count) ?? 0;
  return `${String(rest + digits)} ${key}=${value}\n`;
}
