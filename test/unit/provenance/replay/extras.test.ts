/** What an EnvoyFilter, or a newer rule, changes beside match and destination is seen. */
import { expect } from 'chai';

import { memorySource } from '../../../../lib/base/source/index.ts';
import type { Snapshot } from '../../../../lib/model/index.ts';
import { normalize } from '../../../../lib/normalize/index.ts';
import { align, replay } from '../../../../lib/provenance/replay/index.ts';
import { readResources } from '../../../../lib/resources/index.ts';
import { sampleFiles, sampleText } from '../../../support/sample.ts';

function changed(dump: string, edit: readonly [string, string] = ['', '']): readonly string[] {
  const bytes = Buffer.from(dump);
  const snapshot: Snapshot = normalize([
    { origin: { name: 'dump', kind: 'file' }, source: memorySource(bytes), named: true },
  ]);
  const files = sampleFiles('shop').map(({ name, text }) => ({ name, text: text.replace(...edit) }));
  const outcome = replay(snapshot, readResources(files));
  if (!outcome.ok) throw new Error(outcome.impossible.message);
  const { findings, claims } = align(snapshot, outcome.replay);
  return [
    ...new Set(
      findings.flatMap((finding) => {
        if (finding.kind !== 'route-changed') return [finding.kind];
        expect(claims.get(finding.entity)?.confidence).to.equal('likely');
        return finding.fields.map(({ field, expected, found }) => `${field}: ${found}, not ${expected}`);
      }),
    ),
  ].sort();
}

const DUMP = sampleText('shop', 'config_dump.json');
/** The dump with one text changed everywhere; the text must be there. */
function with_(from: string | RegExp, to: string): string {
  const edited = DUMP.replaceAll(from instanceof RegExp ? from : new RegExp(from, 'g'), to);
  if (edited === DUMP) throw new Error(`nothing like ${String(from)} in the dump`);
  return edited;
}

describe('what is beside match and destination', () => {
  it('is as the rules say in the sample', () => {
    expect(changed(DUMP)).to.deep.equal([]);
  });

  it('retries: attempts, time and conditions of the rule', () => {
    const edit = [
      'attempts: 3, perTryTimeout: 1s, retryOn: "5xx,reset"',
      'attempts: 4, perTryTimeout: 2s, retryOn: "5xx"',
    ];
    expect(changed(DUMP, [edit[0] ?? '', edit[1] ?? ''])).to.deep.equal([
      'action.retryPolicy.numRetries: 3, not 4',
      'action.retryPolicy.perTryTimeout (ms): 1000, not 2000',
      'action.retryPolicy.retryOn: 5xx,reset, not 5xx',
    ]);
    expect(changed(with_(/"num_retries": 3/g, '"num_retries": 7'))).to.deep.equal([
      'action.retryPolicy.numRetries: 7, not 3',
    ]);
  });

  it('faults: the delay, the status, and a fault that no rule asks for', () => {
    expect(changed(with_(/"fixed_delay": "2s"/g, '"fixed_delay": "5s"'))).to.deep.equal([
      'fault.delay (ms): 5000, not 2000',
    ]);
    expect(changed(DUMP, ['httpStatus: 503', 'httpStatus: 500'])).to.deep.equal(['fault.abort: 503, not 500']);
  });

  it('the mirrored share', () => {
    expect(changed(DUMP, ['mirrorPercentage: {value: 12.5}', 'mirrorPercentage: {value: 20}'])).to.deep.equal([
      'action.mirrors[0].percent: 12.5, not 20',
    ]);
  });

  it('a filter that istiod never sets on a route, and one that the rule does not ask for', () => {
    expect(
      changed(with_(/"envoy\.filters\.http\.fault": \{/g, '"envoy.filters.http.local_ratelimit": {')),
    ).to.deep.equal([
      'fault.abort: 0, not 503',
      'fault.delay (ms): 0, not 2000',
      'perFilterConfig envoy.filters.http.local_ratelimit: set, not ',
    ]);
    expect(changed(DUMP, ['corsPolicy:', 'notCors:'])).to.deep.equal([
      'perFilterConfig envoy.filters.http.cors: set, not ',
    ]);
  });

  it('fields that istiod leaves alone', () => {
    expect(changed(with_(/"timeout": "3s"/g, '"timeout": "3s", "idle_timeout": "9s"'))).to.deep.equal([
      'action.idleTimeout: 9s, not ',
    ]);
  });
});
