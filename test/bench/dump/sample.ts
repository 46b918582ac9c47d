/** The parts of a dump that do not grow (bootstrap, what istiod adds to every gateway, filters) are those of a recorded one. */
import { readFileSync } from 'node:fs';

export const updatedAt = '2026-11-22T14:11:44.512Z';

type Section = { readonly '@type': string } & Readonly<Record<string, unknown>>;

export interface FilterChain {
  readonly filters: readonly [{ readonly name: string; readonly typed_config: object }];
  readonly transport_socket?: { readonly name: string; readonly typed_config: object };
}

interface Listener {
  readonly listener_filters?: readonly object[];
  readonly filter_chains: readonly FilterChain[];
}

const SAMPLE = new URL('../../../samples/random-1/config_dump.json', import.meta.url);
const { configs } = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { configs: Section[] };
const ITSELF = 'istio-ingressgateway.istio-system.svc.cluster.local';

/** The members of a section that are no lists. */
export function membersOf(type: string): object {
  return Object.fromEntries(Object.entries(sectionOf(type)).filter(([, value]) => !Array.isArray(value)));
}

export function listOf(type: string, name: string): readonly object[] {
  const list = sectionOf(type)[name];
  if (!Array.isArray(list)) throw new Error(`no list ${name} in the sample's ${type}`);
  return list as object[];
}

/** What istiod gives to every gateway: its own Service and the cluster for what goes nowhere. */
export function ownOf(type: string, name: string): readonly object[] {
  return listOf(type, name).filter((item) => {
    const text = JSON.stringify(item);
    return text.includes('"BlackHoleCluster"') || text.includes(`|${ITSELF}"`);
  });
}

/** The http (plain) or https (terminating) listener. */
export function listenerOf(tls: boolean): Listener {
  const all = listOf('ListenersConfigDump', 'dynamic_listeners') as { active_state: { listener: Listener } }[];
  const found = all
    .map((item) => item.active_state.listener)
    .find(({ filter_chains: [chain] }) => (chain?.transport_socket !== undefined) === tls);
  if (found === undefined) throw new Error('the sample has lost a listener');
  return found;
}

function sectionOf(type: string): Section {
  const found = configs.find((section) => section['@type'].endsWith(`v3.${type}`));
  if (found === undefined) throw new Error(`no ${type} in the sample`);
  return found;
}
