import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { attribute } from '../../../lib/provenance/index.ts';
import { readResources } from '../../../lib/resources/index.ts';
import { loadSnapshot } from '../../support/read-dump.ts';

describe('claims with a place in the given files', () => {
  it('survive JSON whole: the HTML report carries them so', () => {
    const text = readFileSync('samples/shop/resources/istio.yaml', 'utf8');
    const resources = readResources([{ name: 'istio.yaml', text }]);
    const { attributions } = attribute(loadSnapshot('samples/shop/config_dump.json'), resources);
    let placed = 0;
    for (const attribution of attributions.values()) {
      const back = JSON.parse(JSON.stringify(attribution)) as typeof attribution;
      if (attribution.status !== 'attributed' || back.status !== 'attributed') continue;
      expect(back.location).to.deep.equal(attribution.location);
      expect(back.resource).to.deep.equal(attribution.resource);
      expect(back.evidence).to.deep.equal(attribution.evidence);
      if (back.location !== null) placed++;
    }
    expect(placed).to.be.greaterThan(20);
  });
});
