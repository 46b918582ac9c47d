import { expect } from 'chai';
import { readListener } from '../../../../lib/normalize/listener/index.ts';
import type { ListenerDraft } from '../../../../lib/normalize/listener/index.ts';
import { Reading, list, member } from '../../../../lib/normalize/read/index.ts';
import { Tally } from '../../../../lib/normalize/tally.ts';
import { entries, parsed, samplesWith, section } from '../cluster/both-spellings.ts';

const byName = (a: ListenerDraft, b: ListenerDraft): number => (a.name < b.name ? -1 : 1);

describe('normalize listeners, both spellings of the same objects', () => {
  it('has samples', () => {
    expect(samplesWith('listeners.json')).to.include.members(['seed', 'shop', 'gateway-api', 'sidecar', 'envoyfilter']);
  });

  for (const name of samplesWith('listeners.json')) {
    it(`reads ${name} alike from Envoy and istioctl, with no unknown field`, () => {
      const reading = new Reading();
      const read = (raw: unknown): ListenerDraft => readListener(raw, null, reading, new Tally());
      const dump = section(name, 'ListenersConfigDump');
      const wrapped = [
        ...entries(dump, 'static_listeners').map((entry) => member(entry, 'listener')),
        ...entries(dump, 'dynamic_listeners').map((entry) => member(member(entry, 'active_state'), 'listener')),
      ].map(read);
      const bare = list(parsed(name, 'listeners.json')).map(read);
      expect(wrapped).to.have.length.of.at.least(2);
      expect(bare.sort(byName)).to.deep.equal(wrapped.sort(byName));
      expect([...reading.unknownFields]).to.deep.equal([]);
    });
  }
});
