import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { isGzip } from '../../../lib/ingest/packing.ts';
import { inflate } from '../../support/inflate.ts';

const LIMIT = 200 * 1024 * 1024;

describe('ingest inflate', () => {
  const packed = gzipSync(Buffer.from('{"configs":[]}'));

  it('knows gzip by its first bytes', () => {
    expect(isGzip(packed)).to.equal(true);
    expect(isGzip(Buffer.from('{}'))).to.equal(false);
  });

  it('unpacks', () => {
    const { bytes, stopped } = inflate(packed, LIMIT);
    expect([bytes.toString(), stopped]).to.deep.equal(['{"configs":[]}', null]);
  });

  it('gives what was before a cut', () => {
    const long = Buffer.from(Array.from({ length: 20_000 }, (_, i) => `"${String(i * 7919)}",`).join(''));
    const whole = gzipSync(long);
    const { bytes, stopped } = inflate(whole.subarray(0, whole.length / 2), LIMIT);
    expect(stopped).to.equal('cut');
    expect(bytes.length).to.be.greaterThan(0);
    expect(long.subarray(0, bytes.length).equals(bytes)).to.equal(true);
  });

  it('says that damaged data is damaged', () => {
    const broken = Buffer.from(packed);
    broken.fill(0xff, 12, 18);
    expect(inflate(broken, LIMIT).stopped).to.equal('corrupt');
  });

  it('stops at the limit', () => {
    expect(inflate(gzipSync(Buffer.alloc(1024 * 1024, 'x')), 1000).stopped).to.equal('tooLarge');
  });

  it('stops a bomb', () => {
    expect(inflate(gzipSync(Buffer.alloc(100 * 1024 * 1024)), LIMIT).stopped).to.equal('bomb');
  });
});
