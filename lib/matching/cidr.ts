/** IP addresses and CIDR ranges as numbers; IPv4 and IPv6 never contain one another. */

interface Address {
  readonly bits: bigint;
  readonly width: 32 | 128;
}

export interface CidrRange extends Address {
  readonly length: number;
}

/** Parses `1.2.3.4`, `::1`, `[::1]` and v4-in-v6 spellings; null for anything else. */
export function parseAddress(text: string): Address | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return bare.includes(':') ? parseV6(bare) : parseV4(bare);
}

/** Parses `address/length`; without a length the range is that one address. */
export function parseCidr(text: string): CidrRange | null {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === null) return null;
  const length = slash < 0 ? address.width : Number(text.slice(slash + 1));
  if (!Number.isInteger(length) || length < 0) return null;
  return { ...address, length: Math.min(length, address.width) };
}

/** Is the address inside the range? Null when either cannot be read. */
export function containsAddress(range: string, address: string): boolean | null {
  const cidr = parseCidr(range);
  const parsed = parseAddress(address);
  return cidr === null || parsed === null ? null : cidrContains(cidr, parsed);
}

export function cidrContains(range: CidrRange, address: Address): boolean {
  if (range.width !== address.width) return false;
  const shift = BigInt(range.width - range.length);
  return range.bits >> shift === address.bits >> shift;
}

/** Two spellings of one range have one key. */
export function cidrKey(range: CidrRange): string {
  return `${String(range.width)}/${String(range.length)}/${(range.bits >> BigInt(range.width - range.length)).toString(16)}`;
}

/** 127.0.0.0/8 or ::1. */
export function isLoopback(text: string): boolean {
  return containsAddress('127.0.0.0/8', text) === true || containsAddress('::1/128', text) === true;
}

function parseV4(text: string): Address | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  let bits = 0n;
  for (const part of match.slice(1)) {
    const octet = Number(part);
    if (octet > 255) return null;
    bits = (bits << 8n) | BigInt(octet);
  }
  return { bits, width: 32 };
}

function parseV6(text: string): Address | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = dotted === null ? null : parseV4(dotted[2] ?? '');
  if (dotted !== null && tail === null) return null;
  const spelled =
    dotted === null || tail === null
      ? text
      : `${dotted[1] ?? ''}${(tail.bits >> 16n).toString(16)}:${(tail.bits & 0xffffn).toString(16)}`;
  const halves = spelled.split('::');
  if (halves.length > 2) return null;
  const [head = [], rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = rest === undefined ? 0 : 8 - head.length - rest.length;
  if (missing < 0 || (rest === undefined && head.length !== 8)) return null;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(rest ?? [])];
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return { bits: BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`), width: 128 };
}
