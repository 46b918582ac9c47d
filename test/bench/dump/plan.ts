/**
 * What stands behind a generated dump: gateways of teams, each with services, hosts and VirtualServices. A gateway is planned
 * anew for each section of the dump, always the same from the same seed, so that no plan of the whole dump is kept.
 */
import { Random } from '../../oracle/random.ts';

export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
  readonly port: number;
  /** v1 … of its DestinationRule; without subsets there is no rule. */
  readonly subsets: readonly string[];
}

export interface VirtualService {
  readonly name: string;
  readonly namespace: string;
  /** Its routes are made from this each time, so that the http and the https server get the same ones. */
  readonly seed: number;
}

export interface Host {
  readonly domain: string;
  readonly on: 'http' | 'https' | 'both';
  readonly httpsOnly: boolean;
  readonly virtualServices: readonly VirtualService[];
}

export interface Team {
  /** Unique in the dump. */
  readonly number: number;
  /** Of its Gateway. */
  readonly name: string;
  readonly namespace: string;
  readonly services: readonly Service[];
  readonly hosts: readonly Host[];
}

export interface Gateway {
  readonly index: number;
  readonly teams: readonly Team[];
  readonly services: readonly Service[];
}

/** As many teams as one real gateway of 28 MB had https servers. */
export const TEAMS_PER_GATEWAY = 110;
const WORDS =
  'amber basil cedar delta ember fjord grove heron indigo jasper karma lotus maple nylon ochre pearl quartz raven sable topaz umber viola willow xenon yarrow zephyr'.split(
    ' ',
  );
const ZONES = ['example.com', 'api.example.net', 'corp.example'];
const PORTS = [80, 8080, 9090];

export function planGateway(seed: number, index: number, teams: number): Gateway {
  const random = new Random(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  let last = index * 10_000;
  const name = () => `${random.pick(WORDS)}-${String(last++)}`;
  const planned = Array.from({ length: teams }, (_, at): Team => {
    const number = index * TEAMS_PER_GATEWAY + at;
    const namespace = `${random.pick(WORDS)}${String(number)}`;
    const services = random.some(6, 10, () => planService(random, name(), namespace));
    return { number, name: `gw-${name()}`, namespace, services, hosts: planHosts(random, name, namespace) };
  });
  return { index, teams: planned, services: planned.flatMap((team) => team.services) };
}

function planService(random: Random, name: string, namespace: string): Service {
  const draw = random.below(100);
  const subsets = ['v1', 'v2', 'v3'].slice(0, draw < 17 ? 3 : draw < 36 ? 2 : draw < 55 ? 1 : 0);
  return { name, namespace, host: `${name}.${namespace}.svc.cluster.local`, port: random.pick(PORTS), subsets };
}

function planHosts(random: Random, name: () => string, namespace: string): Host[] {
  const earlier: VirtualService[] = [];
  const virtualService = (): VirtualService => {
    // A VirtualService may name several hosts.
    if (earlier.length > 0 && random.once(5)) return random.pick(earlier);
    const made = { name: `vs-${name()}`, namespace, seed: random.below(2 ** 32) };
    earlier.push(made);
    return made;
  };
  const host = (on: Host['on']): Host => ({
    domain: `${random.once(10) ? '*.' : ''}${name()}.${random.pick(ZONES)}`,
    on,
    httpsOnly: on !== 'https' && random.once(4),
    virtualServices: [...new Set(random.some(1, random.pick([1, 2, 3, 4]), virtualService))],
  });
  return [
    ...random.some(4, 5, () => host('both')),
    ...random.some(2, 4, () => host('http')),
    ...random.some(1, 2, () => host('https')),
  ];
}
