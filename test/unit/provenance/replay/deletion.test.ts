import { expect } from 'chai';

import type { EntityId, ResourceRef, Snapshot } from '../../../../lib/model/index.ts';
import { align, replay } from '../../../../lib/provenance/replay/index.ts';
import type { Alignment, ReplayClaim } from '../../../../lib/provenance/replay/index.ts';
import { resourceSetOf, type Resource } from '../../../../lib/resources/index.ts';
import { sampleResources, sampleSnapshot } from '../../../support/sample.ts';

const SAMPLES = [
  'random-1',
  'random-2',
  'random-istio-1.12',
  'random-istio-1.24',
  'shop',
  'incidents',
  'seed',
  'gateway-api',
  'k8s-ingress',
  'egress-gateway',
  'sidecar',
  'envoyfilter',
] as const;

function alignmentOf(snapshot: Snapshot, resources: readonly Resource[]): Alignment {
  const outcome = replay(snapshot, resourceSetOf(resources));
  if (!outcome.ok) throw new Error(outcome.impossible.message);
  return align(snapshot, outcome.replay);
}

/** The virtual host of a sidecar's route: `name.namespace.svc.…:port`; empty on gateways. */
function servicesOf({ proxy, routeConfigs }: Snapshot, entity: EntityId): string {
  if (proxy?.type !== 'sidecar') return '';
  const hosts = routeConfigs.filter(({ name }) => name !== '80').flatMap(({ virtualHosts }) => virtualHosts);
  return hosts.find(({ routes }) => routes.some(({ id }) => id === entity))?.name ?? '';
}

function isSame(ref: ResourceRef | null, other: ResourceRef): boolean {
  return (
    ref?.group === other.group &&
    ref.kind === other.kind &&
    ref.namespace === other.namespace &&
    ref.name === other.name
  );
}

/** The object is among those that the claim names. */
function names(claim: ReplayClaim, ref: ResourceRef): boolean {
  return [claim.resource, claim.via, ...claim.gateways, ...claim.sharedWith].some((part) => isSame(part, ref));
}

/** Kinds that other objects' claims lean on. */
const MAY_DOUBT: ReadonlySet<string> = new Set(['Service', 'Ingress']);

function told(claim: ReplayClaim | undefined): object | undefined {
  if (claim === undefined) return undefined;
  const { resource, path, via, confidence, gateways } = claim;
  return { resource, path, via, confidence, gateways };
}

describe('replay without one of the resources', () => {
  for (const sample of SAMPLES) {
    it(`takes back what that resource made in ${sample}, and nothing else`, () => {
      const snapshot = sampleSnapshot(sample);
      const { all } = sampleResources(sample);
      const { claims: before, clusters } = alignmentOf(snapshot, all);
      expect(before.size).to.be.greaterThan(5);
      for (const removed of all) {
        const { claims: after } = alignmentOf(
          snapshot,
          all.filter((resource) => resource !== removed),
        );
        const { kind, namespace, name } = removed.ref;
        for (const [entity, claim] of before) {
          const label = `${String(entity)} without ${kind} ${namespace}/${name}`;
          const now = after.get(entity);
          // A subset's cluster is made by the DestinationRule and the Service together.
          // So is a sidecar's virtual host, by the VirtualService and the Service.
          const isHost = kind === 'Service' && servicesOf(snapshot, entity).includes(`${name}.${namespace}.`);
          const isPart = clusters.get(entity)?.service === removed || isHost;
          if (isPart) expect(now, label).to.equal(undefined);
          else if (!names(claim, removed.ref)) {
            // What is not given may have been an alias, or the older of Ingresses that are folded: then it is less sure.
            const weaker = MAY_DOUBT.has(kind) && now?.confidence === 'likely' ? { confidence: 'likely' } : {};
            expect(told(now), label).to.deep.equal({ ...told(claim), ...weaker });
          } else if (now !== undefined) expect(names(now, removed.ref), label).to.equal(false);
          const isMaker = isSame(claim.resource, removed.ref) || isSame(claim.via, removed.ref);
          if (isMaker && claim.sharedWith.length === 0) expect(now, label).to.equal(undefined);
        }
      }
    });
  }
});
