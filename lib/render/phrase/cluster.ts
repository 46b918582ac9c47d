import { RecentMap } from '../../base/recent-map.ts';
import { word } from './quote.ts';

/** Istio's name of an outbound cluster: `outbound|PORT|SUBSET|HOST` (istio-provenance.md 5.1). */
interface OutboundName {
  readonly host: string;
  readonly port: string;
  readonly subset: string;
}

const OUTBOUND = 'outbound|';
const DOMAIN = '.svc.cluster.local';

/** So many names are remembered lately: every service of a cluster stands in several routes. */
const REMEMBERED = 1 << 12;

/** Parts of an outbound cluster name with a host; null for every other shape. */
function outboundName(name: string): OutboundName | null {
  if (!name.startsWith(OUTBOUND)) return null;
  const subsetAt = name.indexOf('|', OUTBOUND.length) + 1;
  const hostAt = subsetAt === 0 ? 0 : name.indexOf('|', subsetAt) + 1;
  if (hostAt === 0 || hostAt === name.length || name.includes('|', hostAt)) return null;
  return {
    host: name.slice(hostAt),
    port: name.slice(OUTBOUND.length, subsetAt - 1),
    subset: name.slice(subsetAt, hostAt - 1),
  };
}

/**
 * Notes the host of a cluster that is not in the default domain: it may itself be written `a.b`, and then no service may
 * be shortened to the same text.
 */
export function addLiteralHost(name: string, hosts: Set<string>): void {
  if (name.endsWith(DOMAIN)) return;
  const host = outboundName(name)?.host;
  if (host !== undefined) hosts.add(host);
}

/** A cluster name in words; `base` is the part before the subset, null where there is no subset to part from it. */
interface Spelled {
  readonly base: string | null;
  readonly subset: string;
  readonly whole: string;
}

/** How cluster names are written in one document. */
export interface ClusterWords {
  /** `web.shop:80 v1`, or the name itself when it has another shape. */
  readonly whole: (name: string) => string;
  readonly spell: (name: string) => Spelled;
}

/** `NAME.NAMESPACE` of a Kubernetes service in the default cluster domain; the host itself where that is not sure. */
function shortened(host: string, literal: ReadonlySet<string>): string {
  if (!host.endsWith(DOMAIN)) return host;
  const short = host.slice(0, -DOMAIN.length);
  const dot = short.indexOf('.');
  const isService = dot > 0 && dot < short.length - 1 && !short.includes('.', dot + 1);
  return isService && !literal.has(short) ? short : host;
}

function spelled(name: string, full: boolean, literal: ReadonlySet<string>): Spelled {
  const parts = outboundName(name);
  if (parts === null) return { base: null, subset: '', whole: name === '' ? '(no cluster name)' : word(name) };
  const base = `${full ? parts.host : shortened(parts.host, literal)}:${parts.port}`;
  if (parts.subset === '') return { base: null, subset: '', whole: base };
  return { base, subset: parts.subset, whole: `${base} ${parts.subset}` };
}

/**
 * With `full`, hosts stay whole; else `.svc.cluster.local` is left out where `literal` (see `addLiteralHost`) shows that
 * no other host of the document reads the same.
 */
export function clusterWords(full: boolean, literal: ReadonlySet<string>): ClusterWords {
  const known = new RecentMap<string, Spelled>(REMEMBERED);
  const spell = (name: string): Spelled => {
    const old = known.get(name);
    if (old !== undefined) return old;
    const made = spelled(name, full, literal);
    known.set(name, made);
    return made;
  };
  return { whole: (name) => spell(name).whole, spell };
}
