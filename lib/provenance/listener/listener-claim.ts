/** Who a listener belongs to: what its chains say, unless it is built in. */
import type { Attribution, Evidence, GatewayRef, Listener, ResourceRef } from '../../model/index.ts';
import { ambiguous, attributed, synthetic, unattributed } from '../claim.ts';
import type { Context } from '../context.ts';
import { serverWords } from '../gateway-server-claim.ts';
import { absence, noTrace } from '../no-trace.ts';
import { LISTENERS } from '../reasons.ts';
import { distinct, distinctGateways, resourceOf, wordsOf } from '../resource-ref.ts';

/** `chains` are the claims of its chains, in their order. */
export function listenerClaim(listener: Listener, chains: readonly Attribution[], context: Context): Attribution {
  const builtIn = LISTENERS.get(listener.name);
  if (builtIn !== undefined) {
    return synthetic(builtIn, { evidence: [{ kind: 'builtinName', detail: `listener ${listener.name}` }] });
  }
  const [first] = chains;
  if (first === undefined) return withoutChains(listener, context);
  const gateways = distinctGateways(chains.flatMap((chain): readonly GatewayRef[] => chain.gateways));
  if (gateways.length > 0) return ofGateways(gateways, chains);
  if (chains.every(({ status }) => status === 'synthetic')) return allBuiltIn(chains, first);
  if (context.role === 'sidecar') return ofSidecar(listener, chains, context);
  return ofChains(chains, context);
}

function withoutChains({ error }: Listener, { istio }: Context): Attribution {
  if (error !== undefined) {
    return unattributed('Envoy refused it, and the dump does not hold what was refused', {
      evidence: [absence(`no filter chains; Envoy says: ${error.details}`)],
    });
  }
  return noTrace(istio, 'it has no filter chains', [absence('no filter chains')]);
}

/** A listener is opened once per address and port for the servers of all Gateways (reference/istio-provenance.md 3.3). */
function ofGateways(gateways: readonly GatewayRef[], chains: readonly Attribution[]): Attribution {
  const named = chains.some(({ evidence: facts }) => facts.some(({ kind }) => kind === 'routeConfigName'));
  const evidence: Evidence[] = [{ kind: named ? 'routeConfigName' : 'generatedName', detail: serversSeen(gateways) }];
  const resources = distinct(gateways.map(resourceOf));
  const silent = chains.filter((chain) => chain.gateways.length === 0).length;
  const caveat = 'Istio opens one listener for the servers of all Gateways on its port';
  const [only, ...others] = resources;
  if (only !== undefined && others.length === 0 && silent === 0)
    return attributed(only, { evidence, gateways, caveat });
  const unnamed = silent === 0 ? '' : `; ${String(silent)} of its chains name${silent === 1 ? 's' : ''} none`;
  return ambiguous(resources, `${caveat}: each chain names its own${unnamed}`, { evidence, gateways });
}

function serversSeen(gateways: readonly GatewayRef[]): string {
  const [first] = gateways;
  const more = gateways.length - 1;
  return `its chains are those of ${first === undefined ? '' : serverWords(first)}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

function allBuiltIn(chains: readonly Attribution[], first: Attribution): Attribution {
  const best = chains.find(({ status }) => status === 'synthetic') ?? first;
  const by = best.status === 'synthetic' ? best.by : '';
  return synthetic(by, { evidence: best.evidence });
}

/** A sidecar's `<VIP>_<port>` stands for one service; `0.0.0.0_<port>` is shared by all services of the port. */
function ofSidecar(listener: Listener, chains: readonly Attribution[], context: Context): Attribution {
  const resources = distinct(
    chains.flatMap((chain): ResourceRef[] => (chain.status === 'attributed' ? [chain.resource] : [])),
  );
  const services = resources.filter(({ kind }) => kind === 'Service' || kind === 'ServiceEntry');
  const [only, ...others] = services;
  const wildcard = listener.address === '0.0.0.0' || listener.address === '::';
  const bound: Evidence = { kind: 'listenerAddress', detail: `listener ${listener.label}` };
  if (!wildcard && only !== undefined && others.length === 0) {
    const detail = `its chains belong to ${resources.map(wordsOf).join(', ')}`;
    return attributed(only, { evidence: [{ kind: 'clusterName', detail }, bound] });
  }
  if (!wildcard || listener.port === null) return ofChains(chains, context);
  const by = `built in: Istio opens one listener for all services with port ${String(listener.port)} that have no address of their own`;
  return synthetic(by, { evidence: [{ kind: 'builtinName', detail: `listener ${listener.label}` }, bound] });
}

function ofChains(chains: readonly Attribution[], { istio }: Context): Attribution {
  const resources = distinct(
    chains.flatMap((chain): ResourceRef[] => (chain.status === 'attributed' ? [chain.resource] : [])),
  );
  const evidence = chains.flatMap((chain): readonly Evidence[] => chain.evidence);
  const [only, ...others] = resources;
  if (only !== undefined && others.length === 0 && chains.length === 1) return attributed(only, { evidence });
  if (resources.length > 0)
    return ambiguous(resources, 'its chains belong to several objects; each names its own', { evidence });
  const reasons = new Set(chains.flatMap((chain) => (chain.status === 'unattributed' ? [chain.why] : [])));
  const why = [...reasons].join('; ');
  return why === ''
    ? noTrace(istio, 'none of its chains tells whose it is', evidence)
    : unattributed(why, { evidence });
}
