/** Puts requests to the matching rules, as a client of this proxy would send them. */
import type {
  HttpConnectionManager,
  Listener,
  RouteConfiguration,
  VirtualHost,
  FindingRequest,
  WitnessRequest,
} from '../../../model/index.ts';
import type { MatchingIndex, RequestInput } from '../../../matching/index.ts';
import { admit, answer, requestOf } from '../../../matching/index.ts';
import { declaredPortOfConfig, declaredPortOfHost } from '../../rows/index.ts';
import { witnessInput } from '../../reach/index.ts';
import { AcceptedNames, nameIn } from './accepted-names.ts';
import { entriesOf } from './entries.ts';
import type { Entry } from './entries.ts';
import { hostNameOf } from './host-name.ts';
import type { Probe } from './proof.ts';
import { seenOf } from './seen.ts';
import type { Seen } from './seen.ts';

export interface Probed {
  readonly request: FindingRequest;
  readonly seen: Seen;
}

/** Options of a connection manager that nobody showed: those that decide nothing about plain paths. */
const UNSEEN_MANAGER: HttpConnectionManager = {
  kind: 'http',
  statPrefix: '',
  routes: { kind: 'none' },
  httpFilters: [],
  useRemoteAddress: true,
};

/** What curl sends by itself. */
const PLAIN_HEADERS: FindingRequest['headers'] = { accept: ['*/*'] };

export class Prober {
  readonly #index: MatchingIndex;
  readonly #entries: ReadonlyMap<RouteConfiguration, readonly Entry[]>;
  readonly #names = new Map<VirtualHost, string | null>();
  readonly #accepted = new AcceptedNames();
  #last: { readonly probe: Probe; readonly probed: Probed | null } | null = null;

  constructor(index: MatchingIndex) {
    this.#index = index;
    this.#entries = entriesOf(index.snapshot);
  }

  entriesOf(config: RouteConfiguration): readonly Entry[] {
    return this.#entries.get(config) ?? [];
  }

  /** A host name that leads to the virtual host, once its configuration is asked. */
  nameOf(config: RouteConfiguration, host: VirtualHost): string | null {
    let name = this.#names.get(host);
    if (name === undefined) {
      name = hostNameOf(this.#index.tableOf(config), host);
      this.#names.set(host, name);
    }
    return name;
  }

  /** Null when no host name leads there, or no open listener does although the input has listeners. */
  ask(probe: Probe): Probed | null {
    // A rule asks before it says anything, and the engine asks again for the finding.
    if (this.#last?.probe === probe) return this.#last.probed;
    const probed = this.#ask(probe);
    this.#last = { probe, probed };
    return probed;
  }

  #ask(probe: Probe): Probed | null {
    const authority = probe.authority ?? this.nameOf(probe.config, probe.host);
    if (authority === null) return null;
    const headers = probe.headers === undefined ? PLAIN_HEADERS : { ...PLAIN_HEADERS, ...probe.headers };
    const { method = 'GET', path } = probe;
    const entry = this.#entryFor(probe.config, authority);
    if (entry === null) {
      if (this.#index.snapshot.sections.has('listeners')) return null;
      return this.#askTable(probe, { authority, path, method, headers });
    }
    const { listener, chain } = entry;
    const secure = chain.transportSocket !== null;
    const scheme = secure ? ('https' as const) : ('http' as const);
    const sni = secure ? this.#accepted.sniFor(chain, authority) : null;
    for (const port of portsOf(probe, listener)) {
      const request: FindingRequest = { scheme, authority, path, method, headers, sni, port };
      const found = answer(this.#index, requestOf(request satisfies RequestInput));
      if (found.listener === listener && found.chain === chain) return { request, seen: seenOf(found) };
    }
    return null;
  }

  /** A request as it is, whatever configuration it leads to. */
  send(request: FindingRequest): Seen {
    return seenOf(answer(this.#index, requestOf(request)));
  }

  /** A request of the exhaustive analysis, replayed; without listeners to its configuration as it stands. */
  replay(witness: WitnessRequest, config: RouteConfiguration, host: VirtualHost): Probed | null {
    const { scheme, authority, path, headers: sent } = witness;
    if (authority === null || path === null) return null;
    const headers = new Map<string, string[]>([['accept', ['*/*']]]);
    for (const [name, value] of sent)
      headers.set(name, [...(name === 'accept' ? [] : (headers.get(name) ?? [])), value]);
    const { port, method, sni } = witness;
    const fields = { authority, path, method, headers: Object.fromEntries(headers) };
    if (this.entriesOf(config).length === 0) return this.#askTable({ config, host, path }, fields);
    const input = witnessInput(witness);
    input.headers = fields.headers;
    const declared = declaredPortOfConfig(config) ?? declaredPortOfHost(host);
    for (const at of declared === null || declared === port ? [port] : [declared, port]) {
      const request: FindingRequest = {
        authority,
        path,
        method,
        headers: fields.headers,
        scheme: scheme === 'https' ? 'https' : 'http',
        port: at,
        sni,
      };
      input.port = at;
      const found = answer(this.#index, requestOf(input));
      if (found.routeConfig === config || at === port) return { request, seen: seenOf(found) };
    }
    return null;
  }

  /** An entry whose server names take the authority is preferred; others are reached with a server name of their own. */
  #entryFor(config: RouteConfiguration, authority: string): Entry | null {
    const all = this.entriesOf(config);
    const name = nameIn(authority);
    return all.find(({ chain }) => this.#accepted.takes(chain, name)) ?? all[0] ?? null;
  }

  #askTable(
    { config, host }: Probe,
    { authority, path, method, headers }: Pick<FindingRequest, 'authority' | 'path' | 'method' | 'headers'>,
  ): Probed | null {
    const declared = declaredPortOfConfig(config) ?? declaredPortOfHost(host);
    const scheme = config.name.startsWith('https.') ? ('https' as const) : ('http' as const);
    const request: FindingRequest = {
      scheme,
      port: declared,
      authority,
      path,
      method,
      headers,
      sni: scheme === 'https' ? nameIn(authority) : null,
    };
    const connection = { secure: scheme === 'https', listenerPort: null, certificate: null };
    const admission = admit(requestOf(request), connection, UNSEEN_MANAGER, this.#index.profile);
    if (admission.kind === 'refused') return null;
    const choice = this.#index.tableOf(config).choose(admission.request);
    const seen: Seen = {
      open: choice.kind === 'indeterminate',
      config,
      host: choice.virtualHost,
      route: choice.kind === 'route' ? choice.route : null,
      status: choice.kind === 'none' ? 404 : choice.kind === 'requireTls' ? 301 : null,
      location: null,
      requiresTls: choice.kind === 'requireTls',
      admitted: admission.request,
    };
    return { request, seen };
  }
}

/** The port that a Gateway declares first, because that is what clients use; then the bound one. */
function portsOf({ config, host }: Probe, { port }: Listener): readonly number[] {
  const declared = declaredPortOfConfig(config) ?? declaredPortOfHost(host);
  return [declared, port].filter((one) => one !== null);
}
