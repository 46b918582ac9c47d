/** Network RBAC, per-route switches of filters, and lists that may have been filtered. */
import { expect } from 'chai';
import { traceDocument, traceLine, tracerOf } from '../../../../lib/analyze/trace/index.ts';
import type { RequestInput } from '../../../../lib/matching/index.ts';
import { requestOf } from '../../../../lib/matching/index.ts';
import type { TraceLine } from '../../../../lib/model/index.ts';
import { attribute } from '../../../../lib/provenance/index.ts';
import type { Raw } from '../../../support/raw-json.ts';
import { HCM_TYPE, snapshotOf } from '../../../support/read-dump.ts';

const RBAC = 'type.googleapis.com/envoy.extensions.filters.network.rbac.v3.RBAC';
const TCP = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';

function rbac(action: string, permission: Raw, principal: Raw): Raw {
  const policies = {
    'ns[a]-policy[b]-rule[0]': { permissions: [permission], principals: [principal] },
  };
  return { name: 'envoy.filters.network.rbac', typed_config: { '@type': RBAC, rules: { action, policies } } };
}

function listener(...filters: readonly Raw[]): Raw {
  const socket_address = { address: '0.0.0.0', port_value: 31400 };
  return { name: 'l', address: { socket_address }, filter_chains: [{ filters }] };
}

const tcp: Raw = { name: 'tcp', typed_config: { '@type': TCP, cluster: 'c' } };
const hcm: Raw = {
  name: 'hcm',
  typed_config: {
    '@type': HCM_TYPE,
    route_config: {
      name: 'r',
      virtual_hosts: [{ name: 'v', domains: ['*'], routes: [{ match: { prefix: '/' }, route: { cluster: 'c' } }] }],
    },
  },
};

function ask(raw: Raw, input: RequestInput): TraceLine {
  const snapshot = snapshotOf({
    configs: [
      { '@type': 'ListenersConfigDump', static_listeners: [{ listener: raw }] },
      { '@type': 'RoutesConfigDump' },
    ],
  });
  return traceLine(tracerOf(snapshot, attribute(snapshot)), requestOf({ port: 31400, ...input }));
}

const ANY = { any: true };
const bare: RequestInput = { scheme: 'tcp', sni: null };

describe('network filters', () => {
  it('deny a connection by its AuthorizationPolicy', () => {
    const line = ask(listener(rbac('DENY', ANY, ANY), tcp), bare);
    expect(line.disposition).to.equal('tcp-forwarded');
    expect(line.why).to.match(/^The connection is closed by AuthorizationPolicy a\/b rules\[0\], before/);
  });

  it('deny it when no ALLOW rule fits', () => {
    const line = ask(listener(rbac('ALLOW', { destination_port: 1 }, ANY), tcp), bare);
    expect(line.why).to.match(/closed by .*no ALLOW rule lets it pass, neither of AuthorizationPolicy a\/b/);
  });

  it('let it pass, and say nothing', () => {
    expect(ask(listener(rbac('ALLOW', { destination_port: 31400 }, ANY), tcp), bare).why).to.match(/^TCP to c .*\.$/);
  });

  it('decide by the address of the client where it is given', () => {
    const range = { direct_remote_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } };
    const chain = listener(rbac('DENY', ANY, range), tcp);
    expect(ask(chain, { ...bare, sourceIp: '10.1.1.1' }).why).to.match(/^The connection is closed/);
    expect(ask(chain, { ...bare, sourceIp: '11.1.1.1' }).why).to.match(/^TCP to c/);
    expect(ask(chain, bare).why).to.match(/could be closed by AuthorizationPolicy a\/b .*--source-ip/);
  });

  it('cannot be decided by what is of HTTP', () => {
    expect(ask(listener(rbac('DENY', { url_path: { path: { exact: '/' } } }, ANY), tcp), bare).why).to.match(
      /could be/,
    );
  });

  it('close a connection before HTTP is spoken', () => {
    const line = ask(listener(rbac('DENY', ANY, ANY), hcm), { scheme: 'http', authority: 'a' });
    expect(line).to.include({ disposition: 'connection-closed', status: null });
  });

  it('are named where what they do is not known', () => {
    expect(ask(listener({ name: 'acme.guard' }, tcp), bare).why).to.contain('network filter acme.guard');
  });
});

describe('lists that may have been filtered', () => {
  it('do not prove that a cluster is missing', () => {
    const raw = listener(hcm);
    const snapshot = snapshotOf({
      configs: [
        { '@type': 'ListenersConfigDump', static_listeners: [{ listener: raw }] },
        { '@type': 'ClustersConfigDump' },
      ],
    });
    const request = requestOf({ port: 31400, scheme: 'http', authority: 'a' });
    const whole = traceDocument(tracerOf(snapshot, attribute(snapshot)), request);
    expect(whole).to.include({ disposition: 'forwarded', status: 503 });
    const listed = { ...snapshot, documents: snapshot.documents.map((one) => ({ ...one, shape: 'clusters' })) };
    expect(traceDocument(tracerOf(listed, attribute(listed)), request)).to.include({
      disposition: 'forwarded',
      status: null,
    });
  });
});
