/** One table a rule of Istio: what the given VirtualServices become on a gateway. */
import { expect } from 'chai';

import { gatewayYaml, replayOf, routesOf, virtualServiceYaml, type Given } from '../../../support/given.ts';

const TO = 'route: [{destination: {host: web.app.svc.cluster.local, port: {number: 80}}}]';

interface Case {
  readonly rule: string;
  readonly yaml: string;
  readonly given?: Given;
  readonly routes: Readonly<Record<string, readonly string[]>>;
}

const HOST_A = 'hosts: [a.example.com]\n';

function rules(...list: readonly string[]): string {
  return `${HOST_A}http:\n${list.map((rule) => `- {${rule}, ${TO}}`).join('\n')}`;
}

const TRUNCATED = rules(
  'match: [{uri: {prefix: /x}}, {uri: {prefix: /}}, {uri: {prefix: /y}}]',
  'match: [{uri: {prefix: /z}}]',
);
const METHOD = rules('match: [{uri: {prefix: /}, method: {exact: GET}}]', 'match: [{uri: {prefix: /z}}]');
const REGEX = rules('match: [{uri: {regex: ".*"}}]', 'match: [{uri: {prefix: /z}}]');
const GATEWAYS = rules('match: [{uri: {prefix: /}, gateways: [istio-system/gw]}]', 'match: [{uri: {prefix: /z}}]');

const CASES: readonly Case[] = [
  {
    rule: 'a catch-all ends the list (1.12+)',
    yaml: virtualServiceYaml('v', 1, TRUNCATED),
    routes: { 'a.example.com:80': ['v http[0].match[0]', 'v http[0].match[1]'] },
  },
  {
    rule: 'a catch-all swallows its siblings (1.7)',
    yaml: virtualServiceYaml('v', 1, TRUNCATED),
    given: { istioVersion: '1.7.0' },
    routes: { 'a.example.com:80': ['v http[0].match[1]'] },
  },
  {
    rule: 'a method makes it no catch-all',
    yaml: virtualServiceYaml('v', 1, METHOD),
    routes: { 'a.example.com:80': ['v http[0].match[0]', 'v http[1].match[0]'] },
  },
  {
    rule: 'the regex .* is a catch-all from 1.19.8',
    yaml: virtualServiceYaml('v', 1, REGEX),
    given: { istioVersion: '1.19.8' },
    routes: { 'a.example.com:80': ['v http[0].match[0]'] },
  },
  {
    rule: 'the regex .* is none in 1.18',
    yaml: virtualServiceYaml('v', 1, REGEX),
    given: { istioVersion: '1.18.7' },
    routes: { 'a.example.com:80': ['v http[0].match[0]', 'v http[1].match[0]'] },
  },
  {
    rule: 'a prefix / with gateways ends the list from 1.12',
    yaml: virtualServiceYaml('v', 1, GATEWAYS),
    given: { istioVersion: '1.12.0' },
    routes: { 'a.example.com:80': ['v http[0].match[0]'] },
  },
  {
    rule: 'a prefix / with gateways ends nothing in 1.11, but goes last',
    yaml: virtualServiceYaml('v', 1, GATEWAYS),
    given: { istioVersion: '1.11.8' },
    routes: { 'a.example.com:80': ['v http[1].match[0]', 'v http[0].match[0]'] },
  },
  {
    rule: 'catch-alls of all VirtualServices go last, oldest first',
    yaml:
      virtualServiceYaml('old', 1, rules('name: all')) +
      virtualServiceYaml('new', 2, rules('match: [{uri: {prefix: /n}}]', 'name: all')),
    routes: { 'a.example.com:80': ['new http[0].match[0]', 'old http[0]', 'new http[1]'] },
  },
  {
    rule: 'equal ages are ordered by name, then namespace',
    yaml:
      virtualServiceYaml('b', 1, rules('match: [{uri: {prefix: /b}}]'), 'n1') +
      virtualServiceYaml('a', 1, rules('match: [{uri: {prefix: /a}}]'), 'n2'),
    routes: { 'a.example.com:80': ['a http[0].match[0]', 'b http[0].match[0]'] },
  },
  {
    rule: 'port, gateways, sourceLabels and sourceNamespace are decided here and leave no trace',
    yaml: virtualServiceYaml(
      'v',
      1,
      rules(
        'match: [{port: 443}, {port: 80, uri: {prefix: /p}}]',
        'match: [{gateways: [mesh]}, {gateways: [istio-system/gw], sourceLabels: {no: "1"}, uri: {prefix: /g}}]',
        'match: [{sourceLabels: {no: "1"}}, {sourceLabels: {istio: ingressgateway}, uri: {prefix: /l}}]',
        'match: [{sourceNamespace: other}, {sourceNamespace: istio-system, uri: {prefix: /n}}]',
      ),
    ),
    routes: {
      'a.example.com:80': ['v http[0].match[1]', 'v http[1].match[1]', 'v http[2].match[1]', 'v http[3].match[1]'],
    },
  },
  {
    rule: 'a VirtualService whose matches are all filtered out makes no host: blackhole',
    yaml: virtualServiceYaml('v', 1, rules('match: [{port: 443}]')),
    routes: { 'blackhole:80': [] },
  },
  {
    rule: 'exportTo: private first, then exported here, then public; hidden ones not at all',
    yaml:
      virtualServiceYaml('public', 1, rules('match: [{uri: {prefix: /u}}]')) +
      virtualServiceYaml('exported', 2, `exportTo: [istio-system]\n${rules('match: [{uri: {prefix: /e}}]')}`) +
      virtualServiceYaml('private', 3, `exportTo: [.]\n${rules('match: [{uri: {prefix: /i}}]')}`, 'istio-system') +
      virtualServiceYaml('hidden', 4, `exportTo: [.]\n${rules('match: [{uri: {prefix: /h}}]')}`) +
      virtualServiceYaml('nowhere', 5, `exportTo: ["~"]\n${rules('match: [{uri: {prefix: /w}}]')}`),
    routes: {
      'a.example.com:80': ['private http[0].match[0]', 'exported http[0].match[0]', 'public http[0].match[0]'],
    },
  },
  {
    rule: 'hosts with the same routes collapse into one, named by the most specific',
    yaml: virtualServiceYaml('v', 1, `hosts: ["*.b.example.com", b.example.com, c.example.com]\nhttp: [{${TO}}]`),
    routes: { 'b.example.com:80': ['v http[0]'] },
  },
  {
    rule: 'before 1.11 every host had its own',
    yaml: virtualServiceYaml('v', 1, `hosts: [b.example.com, c.example.com]\nhttp: [{${TO}}]`),
    given: { istioVersion: '1.10.0' },
    routes: { 'b.example.com:80': ['v http[0]'], 'c.example.com:80': ['v http[0]'] },
  },
];

/** The case of istio/istio#50343: room for four routes, three made, two hosts that share the array. */
const SHARED =
  virtualServiceYaml(
    'both',
    1,
    `hosts: [foo.com, bar.com]\nhttp: [{match: [{uri: {prefix: /1}}], ${TO}}, {match: [{uri: {prefix: /2}}], ${TO}}, {match: [{uri: {prefix: /3}}], ${TO}}, {match: [{port: 1}], ${TO}}]`,
  ) +
  virtualServiceYaml('foo', 2, `hosts: [foo.com]\nhttp: [{match: [{uri: {prefix: /foo}}], ${TO}}]`) +
  virtualServiceYaml('bar', 3, `hosts: [bar.com]\nhttp: [{match: [{uri: {prefix: /bar}}], ${TO}}]`);

describe('hosts that share an array of routes', () => {
  const both = ['both http[0].match[0]', 'both http[1].match[0]', 'both http[2].match[0]'];

  it('lose what another appends, up to 1.21; then they are one', () => {
    expect(routesOf(replayOf(gatewayYaml('["*"]') + SHARED, { istioVersion: '1.21.2' }), 'http.80')).to.deep.equal({
      'bar.com:80': [...both, 'bar http[0].match[0]'],
    });
  });

  it('have copies since', () => {
    expect(routesOf(replayOf(gatewayYaml('["*"]') + SHARED, { istioVersion: '1.22.0' }), 'http.80')).to.deep.equal({
      'bar.com:80': [...both, 'bar http[0].match[0]'],
      'foo.com:80': [...both, 'foo http[0].match[0]'],
    });
  });

  it('lose nothing where the array has no room', () => {
    const full = SHARED.replace(', {match: [{port: 1}]', ', {match: [{uri: {prefix: /4}}]');
    const config = routesOf(replayOf(gatewayYaml('["*"]') + full, { istioVersion: '1.16.7' }), 'http.80');
    expect(config['foo.com:80']?.at(-1)).to.equal('foo http[0].match[0]');
    expect(config['bar.com:80']?.at(-1)).to.equal('bar http[0].match[0]');
  });
});

describe('gateway routes', () => {
  for (const { rule, yaml, given, routes } of CASES) {
    it(rule, () => {
      expect(routesOf(replayOf(gatewayYaml('["*"]') + yaml, given), 'http.80')).to.deep.equal(routes);
    });
  }
});

interface HostCase {
  readonly server: string;
  readonly service: string;
  readonly hosts: readonly string[];
}

const HOST_CASES: readonly HostCase[] = [
  { server: '["*.example.com"]', service: '[a.example.com]', hosts: ['a.example.com:80'] },
  { server: '[a.example.com]', service: '["*"]', hosts: ['a.example.com:80'] },
  { server: '[A.example.com]', service: '["*"]', hosts: ['a.example.com:80'] },
  { server: '[app/a.example.com]', service: '[a.example.com]', hosts: ['a.example.com:80'] },
  { server: '[other/a.example.com]', service: '[a.example.com]', hosts: ['blackhole:80'] },
  { server: '["./a.example.com"]', service: '[a.example.com]', hosts: ['blackhole:80'] },
  { server: '["*/a.example.com"]', service: '[a.example.com]', hosts: ['a.example.com:80'] },
  { server: '["*/*"]', service: '[x.y]', hosts: ['x.y:80'] },
  { server: '["*.example.com"]', service: '[example.com]', hosts: ['blackhole:80'] },
];

describe('server hosts and VirtualService hosts', () => {
  for (const { server, service, hosts } of HOST_CASES) {
    it(`${server} and ${service} give ${hosts.join(', ')}`, () => {
      const yaml = gatewayYaml(server) + virtualServiceYaml('v', 1, `hosts: ${service}\nhttp: [{${TO}}]`);
      expect(Object.keys(routesOf(replayOf(yaml), 'http.80'))).to.deep.equal(hosts);
    });
  }
});
