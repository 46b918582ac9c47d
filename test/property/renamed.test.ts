/**
 * Nothing hangs on the names of the samples, or on the files their resources came in: with other names, in another order
 * and in other files, every route still names the same rule, with certainty.
 */
import { expect } from 'chai';

import { memorySource } from '../../lib/base/source/index.ts';
import { normalize } from '../../lib/normalize/index.ts';
import type { Snapshot } from '../../lib/model/index.ts';
import { align, replay, type ReplayFinding } from '../../lib/provenance/replay/index.ts';
import { readResources, type ResourceFile } from '../../lib/resources/index.ts';
import { Random } from '../oracle/random.ts';
import { sampleFiles, sampleResources, sampleText, type TruthEntry } from '../support/sample.ts';
import { told, TRUTH_SAMPLES } from '../support/truth.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
const SEED = 20_261_122;

/** Labels of names and hosts; a whole label is renamed or none of it. */
const LABEL = /[A-Za-z0-9-]+/g;

/** Namespaces, names and labels of hosts. What has no digit (`com`, `istio-system`, `default`) is not of the sample's making. */
function labelsOf(sample: string): ReadonlySet<string> {
  const labels = new Set<string>();
  const add = (text: unknown): void => {
    for (const [label] of String(text).matchAll(LABEL)) if (/[a-z].*\d/.test(label)) labels.add(label);
  };
  for (const { type, ref, spec } of sampleResources(sample).all) {
    if (type === 'Pod' || ref.namespace === 'istio-system') continue;
    add(ref.namespace);
    add(ref.name);
    for (const hosts of [spec['hosts'], spec['host']].flat()) if (typeof hosts === 'string') add(hosts);
  }
  return labels;
}

/** New labels of any length, none of which occurs in the sample or twice. */
function renamer(labels: ReadonlySet<string>, random: Random): (text: string) => string {
  const names = new Map<string, string>();
  for (const label of labels) {
    const letters = random.some(1, 12, () => random.pick(LETTERS)).join('');
    names.set(label, `${letters}x${String(names.size)}`);
  }
  return (text) => text.replaceAll(LABEL, (label) => names.get(label) ?? label);
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(random.below(rest.length), 1));
}

const FORMS: Readonly<Record<string, (documents: readonly string[]) => readonly ResourceFile[]>> = {
  'one file': (documents) => [{ name: 'all.yaml', text: documents.join('\n---\n') }],
  'a file each': (documents) => documents.map((text, index) => ({ name: `${String(index)}.yaml`, text })),
  'a List': (documents) => {
    const { all } = readResources(documents.map((text, index) => ({ name: String(index), text })));
    const items = all.map(({ body }) => body);
    return [{ name: 'list.json', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) }];
  },
};

/** Routes whose claim was held against the truth. */
function check(snapshot: Snapshot, files: readonly ResourceFile[], truth: readonly TruthEntry[]): number {
  const outcome = replay(snapshot, readResources(files));
  if (!outcome.ok) throw new Error(outcome.impossible.message);
  const { claims, findings } = align(snapshot, outcome.replay);
  // Objects of one second stand by name: with other names they would stand elsewhere, which is said, and costs nothing.
  const isTie = (finding: ReplayFinding): boolean =>
    finding.kind === 'order-differs' && finding.confidence === 'likely';
  expect(findings.filter((finding) => !isTie(finding))).to.deep.equal([]);
  const hosts = new Map(
    snapshot.routeConfigs.flatMap(({ name, virtualHosts }) =>
      virtualHosts.map((host) => [`${name} ${host.name}`, host] as const),
    ),
  );
  for (const entry of truth) {
    const { routeConfig, virtualHost, index, ...rest } = entry;
    const route = hosts.get(`${routeConfig} ${virtualHost}`)?.routes[index];
    const claim = route === undefined ? undefined : claims.get(route.id);
    const at = `${routeConfig} ${virtualHost} ${String(index)}`;
    if (claim === undefined) throw new Error(`no claim for ${at}`);
    expect(told(claim, entry), at).to.deep.equal(rest);
    expect(claim.confidence, at).to.equal('certain');
  }
  return truth.length;
}

describe('names and files of resources', () => {
  for (const sample of TRUTH_SAMPLES) {
    it(`do not matter to ${sample}`, () => {
      const random = new Random(SEED);
      const labels = labelsOf(sample);
      expect(labels.size).to.be.greaterThan(20);
      const rename = renamer(labels, random);
      const dump = rename(sampleText(sample, 'config_dump.json'));
      const bytes = Buffer.from(dump);
      const snapshot = normalize([
        { origin: { name: 'renamed.json', kind: 'file' }, source: memorySource(bytes), named: true },
      ]);
      const truth = JSON.parse(rename(sampleText(sample, 'truth.json'))) as readonly TruthEntry[];
      const documents = sampleFiles(sample).flatMap(({ text }) => rename(text).split(/^---$/m));
      for (const form of Object.values(FORMS)) {
        expect(check(snapshot, form(shuffled(documents, random)), truth)).to.be.greaterThan(30);
      }
      for (const label of labels) expect(dump).not.to.match(new RegExp(`(?<![A-Za-z0-9-])${label}(?![A-Za-z0-9-])`));
    });
  }
});
