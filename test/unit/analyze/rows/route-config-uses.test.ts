import { expect } from 'chai';
import { viewOf } from '../../../../lib/analyze/rows/index.ts';
import type { Listener, RouteConfiguration, Snapshot } from '../../../../lib/model/index.ts';
import { chain, config, listener, provenance, rds, snapshot, tcp } from '../build.ts';

function useOf(
  of: Snapshot,
  one: RouteConfiguration,
  version = '1.24',
): { ports: readonly number[]; listeners: readonly string[] } {
  const known = provenance(of);
  return viewOf(of, { ...known, istioVersion: { ...known.istioVersion, text: version } }).useOf(one.id);
}

describe('ports of a route configuration', () => {
  it('are those of all listeners that use it by RDS, once each and ascending', () => {
    const shared = config('http.8080', []);
    const of = snapshot({
      routeConfigs: [shared],
      listeners: [
        listener(9090, [chain(rds('http.8080'))]),
        listener(8080, [chain(rds('http.8080')), chain(rds('http.8080'))]),
        listener(7070, [chain(rds('other')), chain(tcp('x'))]),
      ],
    });
    expect(useOf(of, shared)).to.deep.equal({ ports: [8080, 9090], listeners: ['0.0.0.0_9090', '0.0.0.0_8080'] });
  });

  it('follow a configuration that is written in the listener, and only that', () => {
    const inline = config('', [], { label: 'unnamed:backend', via: 'static', inlineIn: ['l'] });
    const twin = config('', [], { label: 'unnamed:backend', via: 'static', inlineIn: ['l'] });
    const of = snapshot({
      routeConfigs: [inline, twin],
      listeners: [
        listener(15021, [
          chain({
            kind: 'http',
            statPrefix: '',
            routes: { kind: 'inline', routeConfigId: inline.id },
            httpFilters: [],
          }),
        ]),
      ],
    });
    expect(useOf(of, inline).ports).to.deep.equal([15021]);
    expect(useOf(of, twin)).to.deep.equal({ ports: [], listeners: [] });
  });

  it('are not taken from an inline configuration that bears the name asked of RDS', () => {
    const dynamic = config('a', []);
    const inline = config('a', [], { via: 'inline' });
    const listed = config('a', [], { via: null, inlineIn: ['l'] });
    const of = snapshot({ routeConfigs: [dynamic, inline, listed], listeners: [listener(80, [chain(rds('a'))])] });
    expect(useOf(of, dynamic).ports).to.deep.equal([80]);
    expect(useOf(of, inline).ports).to.deep.equal([]);
    expect(useOf(of, listed).ports).to.deep.equal([]);
  });

  const states: readonly (readonly [state: Listener['state'], ports: readonly number[]])[] = [
    ['active', [80]],
    ['static', [80]],
    [null, [80]],
    ['warming', []],
    ['draining', []],
    ['error', []],
  ];
  for (const [state, ports] of states) {
    it(`${ports.length > 0 ? 'count' : 'do not count'} while the listener is ${String(state)}`, () => {
      const one = config('a', []);
      const of = snapshot({ routeConfigs: [one], listeners: [listener(80, [chain(rds('a'))], { state })] });
      expect(useOf(of, one)).to.deep.equal({ ports, listeners: ['0.0.0.0_80'] });
    });
  }

  it('are unknown for internal listeners, which are named all the same', () => {
    const one = config('a', []);
    const of = snapshot({ routeConfigs: [one], listeners: [listener(null, [chain(rds('a'))])] });
    expect(useOf(of, one)).to.deep.equal({ ports: [], listeners: ['0.0.0.0_null'] });
  });

  const names: readonly (readonly [name: string, version: string, ports: readonly number[]])[] = [
    ['http.8080', '1.24', [8080]],
    ['http.8080.10.0.0.1', '1.24', [8080]],
    ['http.80', '1.10', []],
    ['http.80', '1.4 or earlier', []],
    ['http.80', '1.8-1.17', []],
    ['http.8080', '1.8 or later', [8080]],
    ['http.8080', 'unknown', [8080]],
    ['https.443.https.web.shop', '1.24', []],
    ['80', '1.24', []],
    ['http.80x', '1.24', []],
  ];
  for (const [name, version, ports] of names) {
    it(`without listeners: ${name} of Istio ${version} is bound to ${JSON.stringify(ports)}`, () => {
      const one = config(name, []);
      expect(useOf(snapshot({ routeConfigs: [one] }), one, version)).to.deep.equal({ ports, listeners: [] });
    });
  }

  it('are not guessed from the name where the input has listeners', () => {
    const one = config('http.8080', []);
    expect(useOf(snapshot({ routeConfigs: [one], listeners: [] }), one).ports).to.deep.equal([]);
  });
});
