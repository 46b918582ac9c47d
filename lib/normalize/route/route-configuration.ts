/** envoy.config.route.v3.RouteConfiguration, from a parsed value or straight from the document. */
import type { JsonCursor } from '../../base/json/index.ts';
import type { RouteConfiguration } from '../../model/index.ts';
import {
  checkedMember,
  flag,
  foldMapValues,
  ignored,
  list,
  member,
  message,
  number,
  object,
  text,
  texts,
} from '../read/index.ts';
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
  typed_per_filter_config: (draft, value) => {
    const config = object(value);
    if (config !== undefined) draft.perFilterConfig = foldMapValues(config);
  },
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
  // A key that stands twice is what a missing piece leaves behind: Envoy writes none.
  const oddities = (): number => reading.misfits.length + cursor.remarks;
  const before = oddities();
  let met = 0;
  let intact: number | null = null;
  let whole = false;
  try {
    cursor.members((key) => {
      if ((key === 'virtual_hosts' || key === 'virtualHosts') && cursor.kind() === 'array') {
        cursor.items(() => {
          tally.meet('virtualHosts');
          met++;
          readVirtualHost(cursor, reading, tally, (host) => draft.virtualHosts.push(host));
          if (oddities() !== before) intact ??= draft.virtualHosts.length - 1;
        });
      } else
        ROUTE_CONFIGURATION(draft, checkedMember(cursor, key, cursor.value(), 'routeConfiguration', reading), reading);
    });
    whole = met === draft.virtualHosts.length && oddities() === before;
  } finally {
    markDamage(draft, whole, intact);
  }
}

/**
 * After the first damage it is not certain whose routes are read: where a piece is missing in the middle, the end of one
 * element may have been taken for the end of another.
 */
function markDamage(draft: Draft, whole: boolean, intact: number | null): void {
  const damaged = draft.virtualHosts.findIndex((host) => host.incomplete === true);
  if (whole && damaged === -1) return;
  const length = draft.virtualHosts.length;
  draft.intactHosts = Math.min(damaged === -1 ? length : damaged, intact ?? length);
}
