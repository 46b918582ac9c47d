import { expect } from 'chai';
import { readCluster, readClusterStatus } from '../../../../lib/normalize/cluster/index.ts';
import { Reading, list, member } from '../../../../lib/normalize/read/index.ts';
import { entries, parsed, samplesWith, section } from './both-spellings.ts';

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);

describe('normalize clusters, both spellings of the same objects', () => {
  it('has samples', () => {
    expect(samplesWith('clusters.json')).to.include.members(['seed', 'shop', 'gateway-api', 'sidecar', 'envoyfilter']);
  });

  for (const name of samplesWith('clusters.json')) {
    it(`reads ${name} alike from Envoy and istioctl, with no unknown field`, () => {
      const reading = new Reading();
      const dump = section(name, 'ClustersConfigDump');
      const wrapped = entries(dump, 'static_clusters', 'dynamic_active_clusters').map((entry) =>
        readCluster(member(entry, 'cluster'), null, reading),
      );
      const bare = list(parsed(name, 'clusters.json')).map((raw) => readCluster(raw, null, reading));
      expect(wrapped).to.have.length.greaterThan(3);
      expect(bare.sort(byName)).to.deep.equal(wrapped.sort(byName));
      expect([...reading.unknownFields]).to.deep.equal([]);
    });
  }

  for (const name of samplesWith('envoy_clusters.json')) {
    it(`reads the cluster status of ${name} alike from Envoy and istioctl, with no unknown field`, () => {
      const reading = new Reading();
      const read = (raw: unknown): { name: string; draft: unknown } => {
        const draft = readClusterStatus(raw, reading);
        return { name: draft.clusterName, draft };
      };
      // istioctl leaves out clusters without hosts.
      const admin = entries(parsed(name, 'envoy_clusters.json'), 'cluster_statuses')
        .filter((raw) => list(member(raw, 'host_statuses')).length > 0)
        .map(read);
      const istioctl = list(parsed(name, 'endpoints.json')).map(read);
      expect(admin).to.have.length.greaterThan(3);
      expect(istioctl.sort(byName)).to.deep.equal(admin.sort(byName));
      expect([...reading.unknownFields]).to.deep.equal([]);
    });
  }
});
