import { expect } from 'chai';
import { clusterFits } from '../../../../lib/analyze/rows/index.ts';

describe('clusterFits', () => {
  const name = 'outbound|8080|v1|cart.shop.svc.cluster.local';
  for (const [cluster, wanted, fits] of [
    [name, name, true],
    [name, 'cart.shop.svc.cluster.local', true],
    // What the tables print.
    [name, 'cart.shop', true],
    [name, 'cart.shop:8080', true],
    [name, 'cart.shop:8080 v1', true],
    [name, 'cart.shop.svc.cluster.local:8080 v1', true],
    [name, 'cart.shop:80', false],
    [name, 'cart.shop:8080 v2', false],
    [name, 'cart', false],
    [name, 'cart.shop.svc', false],
    [name, 'v1', false],
    ['outbound|443||cart.shop', 'cart.shop', true],
    ['outbound|443||api.example.com', 'api.example.com:443', true],
    ['prometheus_stats', 'prometheus_stats', true],
    ['prometheus_stats', 'prometheus_stats:80', false],
  ] as const) {
    it(`${wanted} is ${fits ? '' : 'not '}${cluster}`, () => {
      expect(clusterFits(cluster, wanted)).to.equal(fits);
    });
  }
});
