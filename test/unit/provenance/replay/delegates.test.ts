import { expect } from 'chai';

import { gatewayYaml, replayOf, routesOf, virtualServiceYaml } from '../../../support/given.ts';

const TO = 'route: [{destination: {host: web.app.svc.cluster.local, port: {number: 80}}}]';

function root(match: string): string {
  const matches = match === '' ? '' : `match: ${match}, `;
  return virtualServiceYaml('r', 1, `hosts: [a.example.com]\nhttp:\n- {${matches}delegate: {name: d}}`);
}

function delegate(rules: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: d, namespace: app, creationTimestamp: "2025-02-02T00:00:00Z"}
spec:
  http: [${rules}]
`;
}

/** Root matches, delegate matches, and how many routes come of them (0: the delegate's rule is dropped). */
const CONFLICTS: readonly (readonly [string, string, number])[] = [
  ['[{uri: {prefix: /a}}]', '[{uri: {prefix: /a/b}}]', 1],
  ['[{uri: {prefix: /a}}]', '[{uri: {exact: /a/b}}]', 1],
  ['[{uri: {prefix: /a/b}}]', '[{uri: {prefix: /a}}]', 0],
  ['[{uri: {exact: /a}}]', '[{uri: {exact: /a}}]', 1],
  ['[{uri: {exact: /a}}]', '[{uri: {exact: /b}}]', 0],
  ['[{uri: {exact: /a}}]', '[{uri: {prefix: /a}}]', 0],
  ['[{uri: {regex: /a}}]', '[{uri: {prefix: /a}}]', 0],
  ['[{uri: {regex: /a}}]', '[{headers: {x: {exact: y}}}]', 1],
  ['[{headers: {x: {exact: y}}}]', '[{headers: {x: {exact: z}}}]', 0],
  ['[{headers: {x: {exact: y}}}]', '[{headers: {w: {exact: z}}}]', 1],
  ['[{uri: {prefix: /a}, ignoreUriCase: true}]', '[{uri: {prefix: /a}}]', 0],
  ['[{port: 80}]', '[{port: 81}]', 0],
  ['[{port: 80}]', '[{uri: {prefix: /a}}]', 1],
  ['[{sourceNamespace: istio-system}]', '[{uri: {prefix: /a}}]', 0],
  ['[{uri: {prefix: /a}}, {uri: {prefix: /b}}]', '[{uri: {prefix: /b/c}}]', 1],
  ['[{uri: {prefix: /a}}, {uri: {prefix: /}, method: {exact: GET}}]', '[{uri: {prefix: /a/c}}]', 2],
  ['[{uri: {prefix: /a}}]', '[{uri: {prefix: /a/b}}, {uri: {prefix: /z}}]', 0],
];

describe('delegation', () => {
  for (const [rootMatch, leafMatch, routes] of CONFLICTS) {
    it(`${rootMatch} over ${leafMatch} gives ${String(routes)}`, () => {
      const yaml = gatewayYaml('["*"]') + root(rootMatch) + delegate(`{match: ${leafMatch}, ${TO}}`);
      const hosts = routesOf(replayOf(yaml), 'http.80');
      expect((hosts['a.example.com:80'] ?? []).length).to.equal(routes);
    });
  }

  it('gives each combination the delegate place and the root place', () => {
    const yaml =
      gatewayYaml('["*"]') +
      root('[{uri: {prefix: /a}}, {headers: {h: {}}}]') +
      delegate(`{match: [{uri: {prefix: /a/1}}, {uri: {prefix: /a/2}}], ${TO}}, {${TO}}`);
    expect(routesOf(replayOf(yaml), 'http.80')).to.deep.equal({
      'a.example.com:80': [
        'd http[0].match[0] < r http[0].match[0]',
        'd http[0].match[0] < r http[0].match[1]',
        'd http[0].match[1] < r http[0].match[0]',
        'd http[0].match[1] < r http[0].match[1]',
        'd http[1] < r http[0].match[0]',
        'd http[1] < r http[0].match[1]',
      ],
    });
  });

  it('puts delegating roots after all others up to 1.18 and 1.20.3, and where their age says since', () => {
    const yaml =
      gatewayYaml('["*"]') +
      root('[{uri: {prefix: /a}}]') +
      delegate(`{match: [{uri: {prefix: /a}}], ${TO}}`) +
      `---${virtualServiceYaml('plain', 9, `hosts: [a.example.com]\nhttp: [{match: [{uri: {prefix: /p}}], ${TO}}]`)}`;
    const order = (istioVersion: string): readonly string[] =>
      (routesOf(replayOf(yaml, { istioVersion }), 'http.80')['a.example.com:80'] ?? []).map((text) => text.slice(0, 1));
    expect(order('1.18.0')).to.deep.equal(['p', 'd']);
    expect(order('1.20.3')).to.deep.equal(['p', 'd']);
    expect(order('1.19.8')).to.deep.equal(['d', 'p']);
    expect(order('1.20')).to.deep.equal(['d', 'p']);
  });

  it('names routes and matches after both sides, root first', () => {
    const yaml =
      gatewayYaml('["*"]') +
      virtualServiceYaml(
        'r',
        1,
        'hosts: [a.example.com]\nhttp:\n- {name: rn, match: [{name: rm, uri: {prefix: /a}}], delegate: {name: d}}',
      ) +
      delegate(`{name: dn, match: [{name: dm, uri: {prefix: /a/b}}], ${TO}}`);
    const names = replayOf(yaml).routeConfigs[0]?.virtualHosts[0]?.routes.map(({ route }) => route.name);
    expect(names).to.deep.equal(['rn-dn.rm-dm']);
  });
});
