/** A resource that would change the result: the dump is called stale at that place, and nothing else changes. */
import { existsSync } from 'node:fs';
import { expect } from 'chai';

import {
  sourceOf,
  type Attribution,
  type EntityId,
  type RouteConfiguration,
  type Snapshot,
  type Source,
} from '../../lib/model/index.ts';
import { attribute, type Provenance } from '../../lib/provenance/index.ts';
import { readResources, resourceSetOf, type Resource } from '../../lib/resources/index.ts';
import { additionsTo, type Addition, type Place } from '../support/additions.ts';
import { sampleResources } from '../support/sample.ts';
import { SAMPLE_NAMES, samplePath, snapshotOf } from '../support/samples.ts';

const SAMPLES = SAMPLE_NAMES.filter((name) => existsSync(samplePath(name, 'resources')));

/** `a.example.com`, `*.example.com` and `*` overlap. */
function overlap(a: string, b: string): boolean {
  const covers = (wide: string, narrow: string): boolean => wide.startsWith('*') && narrow.endsWith(wide.slice(1));
  return a === b || covers(a, b) || covers(b, a);
}

/** Entities that the addition may touch: what serves its host, and what those hang on; its ports; its clusters. */
function entitiesAt(snapshot: Snapshot, { host, ports = [], clusterHost }: Place): ReadonlySet<EntityId> {
  const touched = new Set<EntityId>();
  const configs = new Set<string>();
  for (const config of snapshot.routeConfigs) {
    const hosts = config.virtualHosts.filter(({ name, domains }) => {
      const all = [name, ...domains].map((domain) => domain.replace(/:(?:\d+|\*)$/, ''));
      return host !== undefined && (name.startsWith('blackhole:') || all.some((domain) => overlap(domain, host)));
    });
    // Without a virtual host yet, the configuration as a whole is the place.
    if (host !== undefined) for (const entity of [config.id, ...hosts.map(({ id }) => id)]) touched.add(entity);
    if (host !== undefined) configs.add(config.name);
    for (const route of hosts.flatMap(({ routes }) => routes)) touched.add(route.id);
  }
  for (const { id, port, filterChains } of snapshot.listeners) {
    if (port !== null && ports.includes(port)) touched.add(id);
    for (const chain of filterChains) {
      const { target } = chain;
      const isHttp = target.kind === 'http' && target.routes.kind === 'rds';
      const serves = isHttp && configs.has(target.routes.routeConfigName);
      if (serves || (!isHttp && port !== null && ports.includes(port))) touched.add(chain.id).add(id);
    }
  }
  for (const { id, name } of snapshot.clusters) {
    if (clusterHost !== undefined && name.endsWith(`|${clusterHost}`)) touched.add(id);
  }
  return touched;
}

interface Judged {
  readonly provenance: Provenance;
  readonly said: ReadonlyMap<EntityId, Source>;
}

function judge(snapshot: Snapshot, resources: readonly Resource[]): Judged {
  const provenance = attribute(snapshot, resourceSetOf(resources));
  const said = [...provenance.attributions].map(
    ([id, claim]: readonly [EntityId, Attribution]) => [id, sourceOf(claim)] as const,
  );
  return { provenance, said: new Map(said) };
}

const routeIdsOf = ({ virtualHosts }: RouteConfiguration): readonly EntityId[] =>
  virtualHosts.flatMap(({ routes }) => routes.map(({ id }) => id));

/** What a route, chain or cluster is claimed to be of; its words and confidence may change where something is added. */
const makerOf = ({ status, resource, path, via }: Source): object => ({ status, resource, path, via });

const STALE = /stale|not explained by the resources given|differs from what istiod makes/;

function staleLines({ diagnostics }: Provenance): readonly string[] {
  return diagnostics.map(({ message }) => message).filter((message) => STALE.test(message));
}

function check(
  snapshot: Snapshot,
  before: Judged,
  all: readonly Resource[],
  { label, object, place, replaces }: Addition,
): void {
  const added = readResources([{ name: 'added.yaml', text: JSON.stringify(object) }]).all;
  expect(added, label).to.have.length(1);
  const after = judge(snapshot, [...all, ...added]);
  const touched = entitiesAt(snapshot, place);
  const routes = new Set(snapshot.routeConfigs.flatMap(routeIdsOf));
  for (const [id, source] of before.said) {
    const now = after.said.get(id);
    if (!touched.has(id)) expect(now, `${label}: ${String(id)}`).to.deep.equal(source);
    else expect(now?.resource?.name, `${label}: ${String(id)} is older than it`).not.to.equal('aaa-added');
    if (now !== undefined && routes.has(id) && !replaces) {
      expect(makerOf(now), `${label}: ${String(id)}`).to.deep.equal(makerOf(source));
    }
  }
  const known = new Set(staleLines(before.provenance));
  const said = staleLines(after.provenance).filter((line) => !known.has(line));
  expect(said.join('\n'), label).to.include(replaces === true ? 'not explained' : 'aaa-added');
}

describe('a resource added', () => {
  it('covers every sample that has resources', () => {
    expect(SAMPLES).to.have.length(14);
  });

  for (const sample of SAMPLES) {
    it(`makes ${sample} stale at its place, and nowhere else`, () => {
      const snapshot = snapshotOf(sample);
      const { all } = sampleResources(sample);
      const before = judge(snapshot, all);
      const { given } = before.provenance;
      if (given.kind !== 'compared') throw new Error('not compared');
      const additions = additionsTo(snapshot, given.comparison.replay);
      expect(additions.length).to.be.greaterThan(3);
      for (const addition of additions) check(snapshot, before, all, addition);
    });
  }
});
