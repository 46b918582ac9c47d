/** The records of a pax extended header: `LENGTH KEY=VALUE\n`, LENGTH counting the whole record in bytes. */
export function paxRecords(bytes: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space === -1 ? NaN : Number(bytes.toString('latin1', at, space));
    // A record that is no record ends the reading: what follows has no known place.
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length) break;
    const text = bytes.toString('utf8', space + 1, at + length - 1);
    const equals = text.indexOf('=');
    if (equals > 0) records.set(text.slice(0, equals), text.slice(equals + 1));
    at += length;
  }
  return records;
}
