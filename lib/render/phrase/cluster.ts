import { word } from './quote.ts';

/** Istio's name of an outbound cluster: `outbound|PORT|SUBSET|HOST` (istio-provenance.md 5.1). */
export interface OutboundName {
  readonly host: string;
  readonly port: string;
  readonly subset: string;
}

/** Parts of an outbound cluster name with a host; null for every other shape. */
export function outboundName(name: string): OutboundName | null {
  if (!name.startsWith('outbound|')) return null;
  const parts = name.split('|');
  const [, port, subset, host] = parts;
  if (parts.length !== 4 || port === undefined || subset === undefined || host === undefined || host === '')
    return null;
  return { host, port, subset };
}

/** `NAME.NAMESPACE` of a Kubernetes service in the default cluster domain. */
const SERVICE_HOST = /^([^.]+\.[^.]+)\.svc\.cluster\.local$/;

/**
 * Hosts that are themselves written `a.b`: a service may not be shortened to the same text. `names` are all cluster
 * names that one document mentions.
 */
export function literalHosts(names: Iterable<string>): ReadonlySet<string> {
  const hosts = new Set<string>();
  for (const name of names) {
    const host = outboundName(name)?.host;
    if (host !== undefined && !host.endsWith('.svc.cluster.local')) hosts.add(host);
  }
  return hosts;
}

/** How cluster names are written in one document. */
export interface ClusterWords {
  /** `web.shop:80 v1`, or the name itself when it has another shape. */
  readonly whole: (name: string) => string;
  /** The part before the subset, `web.shop:80`; null when the name has another shape or no subset. */
  readonly base: (name: string) => string | null;
  readonly subset: (name: string) => string;
}

interface Spelled {
  readonly base: string | null;
  readonly subset: string;
  readonly whole: string;
}

/**
 * With `full`, hosts stay whole; else `.svc.cluster.local` is left out where `literal` shows that no other host of the
 * document reads the same. Each name is spelled once.
 */
export function clusterWords(full: boolean, literal: ReadonlySet<string>): ClusterWords {
  const spelled = new Map<string, Spelled>();
  const spell = (name: string): Spelled => {
    const parts = outboundName(name);
    if (parts === null) {
      const whole = name === '' ? '(no cluster name)' : word(name);
      return { base: null, subset: '', whole };
    }
    const short = full ? undefined : SERVICE_HOST.exec(parts.host)?.[1];
    const host = short === undefined || literal.has(short) ? parts.host : short;
    const base = `${host}:${parts.port}`;
    if (parts.subset === '') return { base: null, subset: '', whole: base };
    return { base, subset: parts.subset, whole: `${base} ${parts.subset}` };
  };
  const look = (name: string): Spelled => {
    const known = spelled.get(name);
    if (known !== undefined) return known;
    const made = spell(name);
    spelled.set(name, made);
    return made;
  };
  return {
    whole: (name) => look(name).whole,
    base: (name) => look(name).base,
    subset: (name) => look(name).subset,
  };
}
