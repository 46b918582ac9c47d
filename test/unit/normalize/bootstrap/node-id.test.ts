import { expect } from 'chai';
import { parseNodeId } from '../../../../lib/normalize/bootstrap/node-id.ts';

describe('normalize node id', () => {
  const cases: readonly (readonly [
    id: string,
    type: string,
    name: string | null,
    namespace: string | null,
    domain: string | null,
  ])[] = [
    ['router~10.0.0.1~gw-x.ns~ns.svc.cluster.local', 'router', 'gw-x', 'ns', 'cluster.local'],
    ['sidecar~::1~pod.with.dots.ns~ns.svc.example.org', 'sidecar', 'pod.with.dots', 'ns', 'example.org'],
    ['waypoint~10.0.0.1~wp.ns~ns.svc.cluster.local', 'waypoint', 'wp', 'ns', 'cluster.local'],
    ['ingress~~gw.ns~ns.svc.cluster.local', 'router', 'gw', 'ns', 'cluster.local'],
    ['ztunnel~10.0.0.1~z.ns~ns.svc.cluster.local', 'unknown', 'z', 'ns', 'cluster.local'],
    ['router~10.0.0.1~gw~cluster.local', 'router', null, null, null],
    ['router~10.0.0.1~gw.~ns.svc.', 'router', 'gw', null, null],
    ['router~10.0.0.1~.ns~', 'router', null, null, null],
    ['router~10.0.0.1~gw.ns', 'unknown', null, null, null],
    ['router~10.0.0.1~gw.ns~ns.svc.a~x', 'unknown', null, null, null],
    ['gateway-1', 'unknown', null, null, null],
    ['', 'unknown', null, null, null],
  ];
  for (const [id, type, name, namespace, domain] of cases) {
    it(`parses ${id}`, () => {
      expect(parseNodeId(id)).to.deep.equal({ type, name, namespace, domain });
    });
  }
});
