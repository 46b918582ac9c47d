import { expect } from 'chai';
import { readClusterStatus, readLoadAssignment } from '../../../../lib/normalize/cluster/index.ts';
import { Reading, foldKeys } from '../../../../lib/normalize/read/index.ts';

function at(address: object, rest: object = {}): object {
  return { endpoint: { address }, ...rest };
}

function socket(address: string, port?: number): object {
  return { socket_address: { address, ...(port === undefined ? {} : { port_value: port }) } };
}

function addressOf(address: object): string | undefined {
  const { localities } = readLoadAssignment({ endpoints: [{ lb_endpoints: [at(address)] }] }, new Reading());
  return localities[0]?.endpoints[0]?.address;
}

describe('normalize addresses', () => {
  const cases: readonly (readonly [address: object, expected: string])[] = [
    [socket('10.0.0.1', 80), '10.0.0.1:80'],
    [socket('fd00::1', 80), '[fd00::1]:80'],
    [socket('a.example', 0), 'a.example:0'],
    [socket('a.example'), 'a.example'],
    [{ socket_address: { address: 'a.example', named_port: 'http' } }, 'a.example'],
    [{ pipe: { path: './etc/istio/proxy/XDS', mode: 438 } }, 'unix://./etc/istio/proxy/XDS'],
    [
      { envoy_internal_address: { server_listener_name: 'connect_originate', endpoint_id: '10.0.0.1:80' } },
      'envoy://connect_originate/10.0.0.1:80',
    ],
    [{ envoy_internal_address: { server_listener_name: 'main_internal' } }, 'envoy://main_internal/'],
    [{}, ''],
  ];
  for (const [address, expected] of cases) {
    it(`reads ${JSON.stringify(address)}`, () => {
      expect(addressOf(address)).to.equal(expected);
      expect(addressOf(foldKeys(address) as object)).to.equal(expected);
    });
  }
});

describe('normalize load assignment', () => {
  const raw = {
    cluster_name: 'outbound|80||a',
    endpoints: [
      {
        locality: { region: 'r', zone: 'z', sub_zone: 's' },
        load_balancing_weight: 0,
        priority: 1,
        lb_endpoints: [
          {
            endpoint: { address: socket('10.0.0.1', 80), hostname: 'h', health_check_config: {} },
            health_status: 'DRAINING',
            load_balancing_weight: 3,
            metadata: {
              filter_metadata: {
                istio: { workload: 'w;ns;c;r;k' },
                'envoy.transport_socket_match': { tlsMode: 'istio' },
              },
            },
          },
          { endpoint: { address: socket('10.0.0.2', 80), hostname: '' }, metadata: { filter_metadata: { istio: {} } } },
          at(socket('10.0.0.3', 80), { health_status: 5 }),
        ],
      },
      { locality: { zone: 'z' }, load_balancer_endpoints: { lb_endpoints: [at(socket('10.0.0.4', 80))] } },
      { locality: {} },
      'damage',
    ],
    policy: { overprovisioning_factor: 140 },
  };

  it('reads weights, priorities, health and what Istio writes on an endpoint, in both spellings', () => {
    for (const value of [raw, foldKeys(raw)]) {
      const reading = new Reading();
      expect(readLoadAssignment(value, reading)).to.deep.equal({
        clusterName: 'outbound|80||a',
        from: 'eds',
        localities: [
          {
            locality: 'r/z/s',
            priority: 1,
            weight: 0,
            endpoints: [
              {
                address: '10.0.0.1:80',
                hostname: 'h',
                health: 'DRAINING',
                weight: 3,
                workload: 'w;ns;c;r;k',
                tlsMode: 'istio',
              },
              { address: '10.0.0.2:80', health: 'UNKNOWN' },
              { address: '10.0.0.3:80', health: 'DEGRADED' },
            ],
          },
          { locality: '/z', priority: 0, endpoints: [{ address: '10.0.0.4:80', health: 'UNKNOWN' }] },
          { locality: '', priority: 0, endpoints: [] },
        ],
      });
      expect([...reading.unknownFields]).to.deep.equal([]);
    }
  });

  it('reads an assignment without endpoints', () => {
    expect(readLoadAssignment({ cluster_name: 'a' }, new Reading()).localities).to.deep.equal([]);
  });

  it('names requests that are dropped by order as a gap', () => {
    const reading = new Reading();
    readLoadAssignment({ policy: { drop_overloads: [{ category: 'all' }] } }, reading);
    expect([
      ...(reading.unknownFields.get('envoy.config.endpoint.v3.ClusterLoadAssignment.Policy') ?? []),
    ]).to.deep.equal([['drop_overloads', 1]]);
  });
});

describe('normalize cluster status', () => {
  const healths: readonly (readonly [status: object, health: string, failedChecks: readonly string[]])[] = [
    [{ eds_health_status: 'HEALTHY' }, 'HEALTHY', []],
    [{ eds_health_status: 1 }, 'HEALTHY', []],
    [{}, 'UNKNOWN', []],
    [{ eds_health_status: 'HEALTHY', failed_outlier_check: false }, 'HEALTHY', []],
    [{ eds_health_status: 'HEALTHY', failed_outlier_check: true }, 'UNHEALTHY', ['failed_outlier_check']],
    [{ failed_outlier_check: true, eds_health_status: 'HEALTHY' }, 'UNHEALTHY', ['failed_outlier_check']],
    [{ failed_active_degraded_check: true }, 'DEGRADED', ['failed_active_degraded_check']],
    [
      { eds_health_status: 'DEGRADED', failed_active_health_check: true, active_hc_timeout: true },
      'UNHEALTHY',
      ['active_hc_timeout', 'failed_active_health_check'],
    ],
    [{ eds_health_status: 'DRAINING', failed_outlier_check: true }, 'DRAINING', ['failed_outlier_check']],
    [{ eds_health_status: 'HEALTHY', pending_dynamic_removal: true }, 'HEALTHY', ['pending_dynamic_removal']],
  ];
  for (const [status, health, failedChecks] of healths) {
    it(`judges ${JSON.stringify(status)} ${health}`, () => {
      for (const value of [status, foldKeys(status)]) {
        const raw = { name: 'a', host_statuses: [{ address: socket('10.0.0.1', 80), health_status: value }] };
        const { localities } = readClusterStatus(raw, new Reading());
        expect(localities).to.deep.equal([
          { locality: '', priority: 0, endpoints: [{ address: '10.0.0.1:80', health, failedChecks }] },
        ]);
      }
    });
  }

  it('groups hosts by priority and locality in the order met', () => {
    const host = (address: string, priority: number, region: string, hostname = 'h'): object => ({
      address: socket(address, 1),
      priority,
      weight: 2,
      hostname,
      locality: { region },
    });
    const raw = {
      name: 'a',
      host_statuses: [host('1', 1, 'x'), host('2', 0, 'x'), host('3', 1, 'x', ''), host('4', 1, 'y')],
    };
    const { from, localities } = readClusterStatus(raw, new Reading());
    expect(from).to.equal('clusters');
    expect(
      localities.map(({ locality, priority, endpoints }) => [locality, priority, endpoints.map((one) => one.address)]),
    ).to.deep.equal([
      ['x', 1, ['1:1', '3:1']],
      ['x', 0, ['2:1']],
      ['y', 1, ['4:1']],
    ]);
    expect(localities[0]?.endpoints).to.deep.equal([
      { address: '1:1', health: 'UNKNOWN', hostname: 'h', weight: 2 },
      { address: '3:1', health: 'UNKNOWN', weight: 2 },
    ]);
  });
});
