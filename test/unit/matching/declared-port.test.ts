/** A request may name the port that the proxy listens on or the one that the Gateway declares. */
import { expect } from 'chai';
import type { RequestInput } from '../../../lib/matching/index.ts';
import { MatchingIndex, answer, requestOf } from '../../../lib/matching/index.ts';
import { loadSnapshot } from '../../support/read-dump.ts';

const index = new MatchingIndex(
  loadSnapshot(new URL('../../../samples/shop/config_dump.json', import.meta.url).pathname),
);
const ask = (input: RequestInput): ReturnType<typeof answer> =>
  answer(index, requestOf({ authority: 'shop.example.com', path: '/cart', ...input }));

describe('listener choice', () => {
  for (const [about, input, port, by] of [
    ['the bound port', { port: 8443, scheme: 'https' }, 8443, 'bound'],
    ['the declared HTTPS port', { port: 443, scheme: 'https' }, 8443, 'declared'],
    ['the declared HTTP port', { port: 80, scheme: 'http' }, 8080, 'declared'],
    ['no port: the scheme’s own', { scheme: 'https' }, 8443, 'declared'],
    ['no scheme: what the listener serves', { port: 443 }, 8443, 'declared'],
  ] as const) {
    it(`takes ${about}`, () => {
      const given = ask(input);
      expect(given).to.nested.include({ 'listener.port': port, listenerBy: by });
      expect(given.virtualHost?.domains).to.include('shop.example.com');
    });
  }

  it('refuses a port that nobody listens on, and asks for one that is not given', () => {
    expect(ask({ port: 9999, scheme: 'http' })).to.include({ disposition: 'connection-closed', status: null });
    expect(ask({})).to.deep.include({ disposition: 'indeterminate', gaps: [{ kind: 'requestFact', fact: 'port' }] });
  });
});
