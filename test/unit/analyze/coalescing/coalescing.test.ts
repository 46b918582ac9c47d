/** Which sites break each other in a browser, and in which order of visits. */
import { expect } from 'chai';
import { coalescingBreaks } from '../../../../lib/analyze/coalescing/index.ts';
import { MatchingIndex, answer, requestOf } from '../../../../lib/matching/index.ts';
import type { CertificateFacts, CoalescingBreak, Secret, Snapshot } from '../../../../lib/model/index.ts';
import { witnessInput } from '../../../../lib/analyze/reach/index.ts';
import type { Raw } from '../../../support/raw-json.ts';
import { HCM_TYPE, snapshotOf } from '../../../support/read-dump.ts';

interface Site {
  /** Server name of the chain. */
  readonly sni: string;
  readonly secret: string;
  /** Domains by route configuration name; the name is the SNI unless given. */
  readonly domains?: readonly string[];
  readonly table?: string;
  readonly alpn?: readonly string[];
  readonly passthrough?: boolean;
}

const TLS = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
const TCP = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';

function chainOf({ sni, secret, table = sni, alpn = ['h2', 'http/1.1'], passthrough = false }: Site): Raw {
  const match = { server_names: [sni] };
  if (passthrough) {
    return { filter_chain_match: match, filters: [{ name: 't', typed_config: { '@type': TCP, cluster: 'c' } }] };
  }
  const common = {
    alpn_protocols: alpn,
    tls_certificate_sds_secret_configs: [{ name: secret, sds_config: { ads: {} } }],
  };
  return {
    filter_chain_match: match,
    transport_socket: {
      name: 'envoy.transport_sockets.tls',
      typed_config: { '@type': TLS, common_tls_context: common },
    },
    filters: [{ name: 'hcm', typed_config: { '@type': HCM_TYPE, rds: { route_config_name: table } } }],
  };
}

function snapshot(sites: readonly Site[], names: Readonly<Record<string, readonly string[]>> = {}): Snapshot {
  const listener = {
    name: 'edge',
    address: { socket_address: { address: '0.0.0.0', port_value: 8443 } },
    listener_filters: [{ name: 'envoy.filters.listener.tls_inspector' }],
    filter_chains: sites.map(chainOf),
  };
  const tables = new Map(sites.map((site) => [site.table ?? site.sni, site.domains ?? [site.sni]]));
  const configs = [...tables].map(([name, domains]) => ({
    route_config: {
      name,
      virtual_hosts: [{ name, domains, routes: [{ match: { prefix: '/' }, direct_response: { status: 200 } }] }],
    },
  }));
  const read = snapshotOf({
    configs: [
      { '@type': 'ListenersConfigDump', dynamic_listeners: [{ name: 'edge', active_state: { listener } }] },
      { '@type': 'RoutesConfigDump', dynamic_route_configs: configs },
    ],
  });
  return { ...read, secrets: Object.entries(names).map(([name, alternatives]) => secretOf(name, alternatives)) };
}

function secretOf(name: string, subjectAltNames: readonly string[]): Secret {
  const facts: CertificateFacts = {
    subject: 'CN=x',
    issuer: 'CN=ca',
    subjectAltNames,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    isCa: false,
  };
  return { at: { document: 0, start: 0, end: 0 }, name, state: 'active', kind: 'certificate', certificates: [facts] };
}

const short = (found: CoalescingBreak): string =>
  `${found.first.map(({ host }) => host).join('+')} then ${found.second.host}: ${found.outcome.kind}, ${found.coveredBy.kind}${found.mutual ? ', mutual' : ''}`;
const breaks = (...given: Parameters<typeof snapshot>): readonly string[] =>
  coalescingBreaks(new MatchingIndex(snapshot(...given))).map(short);

const a: Site = { sni: 'a.example.com', secret: 'wild' };
const b: Site = { sni: 'b.example.com', secret: 'wild' };

describe('HTTP/2 coalescing', () => {
  it('two sites, one certificate, two tables: each breaks the other', () => {
    expect(breaks([a, b])).to.deep.equal([
      'b.example.com then a.example.com: notFound, sameSecret, mutual',
      'a.example.com then b.example.com: notFound, sameSecret, mutual',
    ]);
  });

  it('the witness is the request that fails, and the same on a connection of its own does not', () => {
    const index = new MatchingIndex(snapshot([a, b]));
    for (const { witness, second } of coalescingBreaks(index)) {
      const alpn = ['h2'];
      const reused = answer(index, requestOf({ ...witnessInput(witness), alpn }));
      expect(reused).to.include({ disposition: 'not-found', status: 404 });
      const fresh = answer(index, requestOf({ ...witnessInput({ ...witness, sni: second.host }), alpn }));
      expect(fresh).to.include({ disposition: 'direct-response', status: 200 });
    }
  });

  const QUIET: readonly (readonly [string, ...Parameters<typeof snapshot>])[] = [
    ['other certificates, unknown', [a, { ...b, secret: 'own' }]],
    [
      'other certificates that cover their own only',
      [a, { ...b, secret: 'own' }],
      { wild: ['a.example.com'], own: ['b.example.com'] },
    ],
    [
      'a wildcard stands for one label',
      [
        { ...a, secret: 'w' },
        { sni: 'x.b.example.com', secret: 'own' },
      ],
      { w: ['*.example.com'], own: ['x.b.example.com'] },
    ],
    [
      'no h2',
      [
        { ...a, alpn: ['http/1.1'] },
        { ...b, alpn: ['http/1.1'] },
      ],
    ],
    [
      'one table for both',
      [
        { ...a, table: 't', domains: ['a.example.com', 'b.example.com'] },
        { ...b, table: 't', domains: ['a.example.com', 'b.example.com'] },
      ],
    ],
    [
      'both tables know both',
      [
        { ...a, domains: [a.sni, b.sni] },
        { ...b, domains: [a.sni, b.sni] },
      ],
    ],
    ['a site that its own chain does not answer', [a, { ...b, domains: ['c.example.com'] }]],
  ];
  for (const [about, ...given] of QUIET) {
    it(`is silent: ${about}`, () => {
      expect(breaks(...given)).to.deep.equal([]);
    });
  }

  it('one order only: a wide certificate before a narrow one, or only one side with h2', () => {
    expect(breaks([a, { ...b, secret: 'own' }], { wild: ['*.example.com'], own: [b.sni] })).to.deep.equal([
      'a.example.com then b.example.com: notFound, subjectAltName',
    ]);
    expect(breaks([a, { ...b, alpn: ['http/1.1'] }])).to.deep.equal([
      'a.example.com then b.example.com: notFound, sameSecret',
    ]);
  });

  it('a wildcard chain takes over a passed-through site, by its own virtual host or none', () => {
    const names = { wild: ['*.example.com'] };
    const wide: Site = { sni: '*.example.com', secret: 'wild' };
    expect(breaks([wide, { ...b, passthrough: true }], names)).to.deep.equal([
      'any.example.com then b.example.com: otherVirtualHost, subjectAltName',
    ]);
    expect(
      breaks(
        [
          { ...wide, domains: [a.sni] },
          { ...b, passthrough: true },
        ],
        names,
      ),
    ).to.deep.equal(['a.example.com then b.example.com: notFound, subjectAltName']);
  });

  it('a catch-all of the first site answers for the second', () => {
    expect(breaks([{ ...a, domains: ['*'] }, b])).to.deep.equal([
      'b.example.com then a.example.com: notFound, sameSecret, mutual',
      'a.example.com then b.example.com: otherVirtualHost, sameSecret, mutual',
    ]);
  });

  it('names a certificate that is there and does not cover the site', () => {
    const [found] = coalescingBreaks(new MatchingIndex(snapshot([a, b], { wild: ['shop.test'] })));
    expect(found?.coveredBy).to.deep.equal({ kind: 'sameSecret', secret: 'wild', names: ['shop.test'] });
  });

  it('lists all first sites of one second site together', () => {
    const c: Site = { sni: 'c.example.com', secret: 'wild' };
    expect(breaks([a, b, c])[0]).to.equal(
      'b.example.com+c.example.com then a.example.com: notFound, sameSecret, mutual',
    );
    expect(breaks([a, b, c])).to.have.length(3);
  });
});
