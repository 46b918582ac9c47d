import { expect } from 'chai';
import fc from 'fast-check';
import type { Answer } from '../../../../lib/render/index.ts';
import { render, renderDiagnostics } from '../../../../lib/render/index.ts';
import {
  clusterRow,
  configRow,
  envelope,
  hostRow,
  joined,
  listenerRow,
  PROXY,
  resource,
  routeRow,
  routesResult,
  source,
} from '../documents.ts';

/** Every string of a dump that a renderer can print, replaced by one hostile text. */
function answers(evil: string): readonly Answer[] {
  const made = source({
    resource: resource('VirtualService', evil, evil),
    path: evil,
    via: { ...resource('VirtualService', evil, evil), path: evil },
    gateways: [{ ...resource('Gateway', evil, evil), server: evil }],
    evidence: [{ kind: 'metadata', detail: evil }],
    location: { file: evil, line: 1 },
    reason: evil,
  });
  const proxy = { ...PROXY, name: evil, namespace: evil, type: evil, envoyVersion: evil };
  const gaps = [{ kind: 'unknownField', message: evil, field: evil, count: 1 }] as const;
  const route = routeRow({
    routeConfig: evil,
    virtualHost: evil,
    name: evil,
    domains: [evil],
    match: { path: { kind: 'regex', regex: evil }, headers: [{ name: evil, test: { kind: 'exact', value: evil } }] },
    action: { kind: 'forward', cluster: { kind: 'cluster', name: `outbound|80|${evil}|${evil}` }, timeout: evil },
    perFilterConfig: { [evil]: {} },
    source: made,
  });
  const host = hostRow({ routeConfig: evil, virtualHost: evil, domains: [evil], requireTls: 'ALL', source: made });
  const config = configRow({ routeConfig: evil, name: evil, source: made });
  const cluster = clusterRow({
    name: evil,
    type: evil,
    lbPolicy: evil,
    parts: null,
    source: made,
    destinationRule: made,
  });
  const listener = listenerRow({
    listener: evil,
    address: evil,
    state: 'error',
    error: { details: evil },
    source: made,
    filterChains: listenerRow().filterChains.map((chain) => ({
      ...chain,
      label: evil,
      source: made,
      match: { serverNames: [evil] },
    })),
  });
  const object = {
    kind: 'route',
    selector: evil,
    what: [evil],
    source: made,
    path: [{ label: evil, detail: evil }],
    competes: [{ selector: evil, why: evil }],
    raw: route,
  } as const;
  return [
    {
      kind: 'routes',
      envelope: envelope(routesResult({ proxy, gaps, routes: [route], virtualHosts: [host], routeConfigs: [config] })),
    },
    { kind: 'clusters', envelope: envelope({ proxy, gaps, clusters: [cluster], filtered: 0 }) },
    { kind: 'listeners', envelope: envelope({ proxy, gaps, listeners: [listener], filtered: 0 }) },
    { kind: 'explain', envelope: envelope({ proxy, gaps, selector: evil, objects: [object], nearest: [] }) },
    { kind: 'explain', envelope: envelope({ proxy, gaps, selector: evil, objects: [], nearest: [evil] }) },
  ];
}

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/u;
const OWN_SGR = /\u001b\[(?:1|2|22|31|33|36|39)m/g;

async function expectClean(evil: string): Promise<void> {
  for (const answer of answers(evil)) {
    for (const format of ['table', 'markdown', 'json', 'ndjson', 'yaml'] as const) {
      for (const options of [
        { width: null, color: false, wide: true },
        { width: 60, color: true, wide: false },
        { width: 150, color: true, wide: false },
      ]) {
        const text = joined(await render(format, answer, options)).replace(OWN_SGR, '');
        const bad = CONTROL.exec(text.replaceAll('\n', ''));
        expect(bad, `${answer.kind} as ${format}: ${JSON.stringify(bad?.[0])}`).to.equal(null);
      }
    }
  }
}

describe('hostile names', () => {
  const names: readonly string[] = [
    '\u001b[2J\u001b]0;owned\u0007',
    '\u001b]52;c;ZXZpbA==\u0007',
    '\u009b31mred',
    'a\rb\nc\td',
    '\u202egnp.exe\u2066',
    'zero\u200bwidth\ufeff',
    '\ud800lone',
    '__proto__',
    'constructor',
    '`code` | cell | <img src=x onerror=alert(1)>',
    '日本語🚀',
    '',
  ];
  for (const name of names) it(JSON.stringify(name), () => expectClean(name));

  it('any text at all', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), expectClean), { numRuns: 60 });
  });

  it('in diagnostics', () => {
    const evil = '\u001b[31m\u202e\r';
    const text = renderDiagnostics(
      [
        {
          code: evil,
          severity: 'warning',
          message: evil,
          document: evil,
          line: 1,
          path: evil,
          hint: `${evil}\n${evil}`,
        },
      ],
      { color: false },
    );
    expect(CONTROL.exec(text.replaceAll('\n', ''))).to.equal(null);
  });
});
