/** The first bytes of a TLS client, enough for Envoy's tls_inspector: SNI and ALPN. */

export function clientHello(sni: string, alpn: readonly string[]): Buffer {
  const names: Buffer[] = [];
  if (sni !== '') names.push(extension(0, vector(2, Buffer.concat([Buffer.from([0]), vector(2, Buffer.from(sni))]))));
  if (alpn.length > 0) {
    const list = Buffer.concat(alpn.map((name) => vector(1, Buffer.from(name))));
    names.push(extension(16, vector(2, list)));
  }
  const versions = extension(43, vector(1, Buffer.from([3, 4, 3, 3])));
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    vector(1, Buffer.alloc(0)),
    vector(2, Buffer.from([0x13, 0x01, 0xc0, 0x2f])),
    vector(1, Buffer.from([0])),
    vector(2, Buffer.concat([...names, versions])),
  ]);
  const handshake = Buffer.concat([Buffer.from([1]), vector(3, body)]);
  return Buffer.concat([Buffer.from([0x16, 3, 1]), vector(2, handshake)]);
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type >> 8, type & 255]), vector(2, data)]);
}

/** A length of so many bytes, then the data. */
function vector(width: number, data: Buffer): Buffer {
  const length = Buffer.alloc(width);
  length.writeUIntBE(data.length, 0, width);
  return Buffer.concat([length, data]);
}
