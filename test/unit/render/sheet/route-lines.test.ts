import { expect } from 'chai';
import type { RoutesResult, VirtualHostRow } from '../../../../lib/model/index.ts';
import { routeLines } from '../../../../lib/render/sheet/route-lines.ts';
import { surveyOf } from '../../../../lib/render/sheet/route-survey.ts';
import { hostRow, routeRow, routesResult } from '../documents.ts';

/** `CONFIG/HOST` or `CONFIG/HOST:ROUTES`, routes of the host as it knows them. */
const host = (text: string, over: Partial<VirtualHostRow> = {}): VirtualHostRow => {
  const [name = '', routes = '1'] = text.split(':');
  const [routeConfig = '', virtualHost = ''] = name.split('/');
  return hostRow({ routeConfig, virtualHost, routes: Number(routes), ...over });
};

/** Routes as `CONFIG/HOST/INDEX`. */
function resultOf(hosts: readonly VirtualHostRow[], routes: readonly string[]): RoutesResult {
  const rows = routes.map((text) => {
    const [routeConfig = '', virtualHost = '', index = ''] = text.split('/');
    return routeRow({ routeConfig, virtualHost, index: Number(index) });
  });
  return routesResult({ virtualHosts: hosts, routes: rows });
}

function linesOf(result: RoutesResult): readonly string[] {
  const lines = routeLines(result, surveyOf(result).perHost);
  const texts = (): string[] =>
    [...lines].flat().map(({ kind, row, host: of }) => {
      const at = kind === 'route' ? String(row.index) : kind;
      return `${row.routeConfig}/${row.virtualHost}/${at}${of === null ? ' alone' : ''}`;
    });
  const first = texts();
  expect(texts(), 'can be read again').to.deep.equal(first);
  return first;
}

describe('lines of the routes table', () => {
  const table: readonly (readonly [
    what: string,
    perHost: readonly number[] | null,
    hosts: readonly VirtualHostRow[],
    routes: readonly string[],
    lines: readonly string[],
  ])[] = [
    ['in order', [2, 1], [host('c/a'), host('c/b')], ['c/a/0', 'c/a/1', 'c/b/0'], ['c/a/0', 'c/a/1', 'c/b/0']],
    [
      'hosts without routes, at any place',
      [0, 1, 0],
      [host('c/x:0'), host('c/a'), host('d/y:0')],
      ['c/a/0'],
      ['c/x/noRoute', 'c/a/0', 'd/y/noRoute'],
    ],
    ['hosts whose routes were filtered out', [0, 1], [host('c/x:3'), host('c/a')], ['c/a/1'], ['c/a/1']],
    [
      'a host that answers plain HTTP, and one that is incomplete',
      [1, 1],
      [host('c/a', { requireTls: 'ALL' }), host('c/b', { incomplete: true })],
      ['c/a/0', 'c/b/0'],
      ['c/a/tls', 'c/a/0', 'c/b/0', 'c/b/noRoute'],
    ],
    ['one name in two configurations', [1, 1], [host('c/a'), host('d/a')], ['c/a/0', 'd/a/0'], ['c/a/0', 'd/a/0']],
    ['out of order', null, [host('c/a'), host('c/b')], ['c/b/0', 'c/a/0'], ['c/a/0', 'c/b/0']],
    ['scattered', null, [host('c/a'), host('c/b')], ['c/a/0', 'c/b/0', 'c/a/1'], ['c/a/0', 'c/a/1', 'c/b/0']],
    ['a host that stands twice', null, [host('c/a'), host('c/a')], ['c/a/0', 'c/a/0'], ['c/a/0', 'c/a/0']],
    [
      'a configuration that comes back',
      null,
      [host('c/a'), host('d/a'), host('c/b')],
      ['c/a/0', 'd/a/0', 'c/b/0'],
      ['c/a/0', 'd/a/0', 'c/b/0'],
    ],
    ['a route of no host', null, [host('c/a')], ['c/z/0', 'c/a/0'], ['c/a/0', 'c/z/0 alone']],
    ['routes of no host at the end', null, [host('c/a')], ['c/a/0', 'c/z/0'], ['c/a/0', 'c/z/0 alone']],
    [
      'names like those of Object',
      [1],
      [host('__proto__/constructor')],
      ['__proto__/constructor/0'],
      ['__proto__/constructor/0'],
    ],
    ['nothing', [], [], [], []],
  ];
  for (const [what, perHost, hosts, routes, lines] of table) {
    it(what, () => {
      const result = resultOf(hosts, routes);
      expect(surveyOf(result).perHost).to.deep.equal(perHost);
      expect(linesOf(result)).to.deep.equal(lines);
    });
  }

  it('of a host with many routes come in several blocks', () => {
    const routes = Array.from({ length: 600 }, (_, at) => `c/a/${String(at)}`);
    const result = resultOf([host('c/a:600')], routes);
    expect(linesOf(result)).to.deep.equal(routes);
    const sizes = [...routeLines(result, surveyOf(result).perHost)].map(({ length }) => length);
    expect(Math.max(...sizes)).to.be.at.most(256);
  });

  it('are counted by status, configuration and silence', () => {
    const result = resultOf([host('c/x:0'), host('d/a'), host('e/b:4')], ['d/a/0', 'd/a/1']);
    const { statuses, routeConfigs, silentHosts } = surveyOf(result);
    expect([...statuses]).to.deep.equal([[routeRow().source.status, 2]]);
    expect([...routeConfigs].sort()).to.deep.equal(['c', 'd']);
    expect(silentHosts).to.equal(1);
  });
});
