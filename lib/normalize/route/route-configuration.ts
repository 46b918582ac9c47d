/** envoy.config.route.v3.RouteConfiguration, from a parsed value or straight from the document. */
import type { JsonCursor } from '../../base/json/index.ts';
import type { RouteConfiguration } from '../../model/index.ts';
import { checkedMember, flag, ignored, list, member, message, number, text, texts } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import type { Tally } from '../tally.ts';
import { readMirrors } from './forward-action.ts';
import { HEADER_MUTATION_FIELDS } from './header-mutations.ts';
import { readVirtualHost, virtualHostOf } from './virtual-host.ts';
import type { VirtualHostDraft } from './virtual-host.ts';

/** A route configuration before it has its place in the snapshot. */
export interface RouteConfigDraft extends Omit<RouteConfiguration, 'id' | 'label' | 'virtualHosts' | 'at'> {
  readonly virtualHosts: VirtualHostDraft[];
}

type Draft = { -readonly [Key in keyof RouteConfigDraft]: RouteConfigDraft[Key] };

const ROUTE_CONFIGURATION = message<Draft>('envoy.config.route.v3.RouteConfiguration', {
  ...HEADER_MUTATION_FIELDS,
  name: (draft, value) => {
    draft.name = text(value);
  },
  ignore_port_in_host_matching: (draft, value) => {
    draft.ignorePortInHostMatching = flag(value);
  },
  validate_clusters: (draft, value) => {
    draft.validateClusters = flag(value);
  },
  max_direct_response_body_size_bytes: (draft, value) => {
    draft.maxDirectResponseBodySizeBytes = number(value);
  },
  vhost_header: (draft, value) => {
    if (text(value) !== '') draft.vhostHeader = text(value);
  },
  ignore_path_parameters_in_path_matching: (draft, value) => {
    if (flag(value)) draft.ignorePathParameters = true;
  },
  most_specific_header_mutations_wins: (draft, value) => {
    if (flag(value)) draft.mostSpecificHeaderMutationsWins = true;
  },
  internal_only_headers: (draft, value) => {
    draft.internalOnlyHeaders = texts(value);
  },
  request_mirror_policies: (draft, value) => {
    draft.mirrors = readMirrors(value);
  },
  virtual_hosts: ignored,
  vhds: ignored,
  cluster_specifier_plugins: ignored,
  typed_per_filter_config: ignored,
  metadata: ignored,
});

function empty(via: RouteConfigDraft['via']): Draft {
  return { name: '', via, virtualHosts: [], ignorePortInHostMatching: false, validateClusters: null };
}

/** From a value that is already parsed: `route_config` inside an HTTP connection manager. */
export function routeConfigurationOf(raw: unknown, reading: Reading, tally: Tally): RouteConfigDraft {
  const draft = ROUTE_CONFIGURATION(empty('inline'), raw, reading);
  for (const host of list(member(raw, 'virtual_hosts', 'virtualHosts'))) {
    tally.meet('virtualHosts');
    draft.virtualHosts.push(virtualHostOf(host, reading, tally));
  }
  return draft;
}

/** From the document. `keep` gets the configuration before its members are read: a cut one keeps what was read of it. */
export function readRouteConfiguration(
  cursor: JsonCursor,
  via: RouteConfigDraft['via'],
  reading: Reading,
  tally: Tally,
  keep: (draft: Draft) => void,
): void {
  const draft = empty(via);
  keep(draft);
  cursor.members((key) => {
    if ((key === 'virtual_hosts' || key === 'virtualHosts') && cursor.kind() === 'array') {
      cursor.items(() => {
        tally.meet('virtualHosts');
        readVirtualHost(cursor, reading, tally, (host) => draft.virtualHosts.push(host));
      });
    } else ROUTE_CONFIGURATION(draft, checkedMember(cursor, key, 'routeConfiguration', reading), reading);
  });
}
