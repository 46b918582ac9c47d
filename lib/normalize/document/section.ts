/** A whole *ConfigDump section: which of its members holds which resources in which state. */
import type { ResourceState, Section } from '../../model/index.ts';
import { readBootstrap } from '../bootstrap/index.ts';
import { object, text } from '../read/index.ts';
import { enterSection } from './parts.ts';
import { passWrappers } from './passed-wrappers.ts';
import { cluster, listener, loadAssignment, routeConfig, secret } from './resource-readers.ts';
import type { Context } from './resource-readers.ts';
import { listenerStates, wrapped } from './wrappers.ts';

const ROUTE_CONFIG = new Set(['route_config', 'routeConfig']);
const LISTENER = new Set(['listener']);
const CLUSTER = new Set(['cluster']);
const ENDPOINT_CONFIG = new Set(['endpoint_config', 'endpointConfig']);

export function wrappedRouteConfig(context: Context, via: 'dynamic' | 'static' | null): void {
  wrapped(context, ROUTE_CONFIG, context.parts.routeConfigs, () => {
    routeConfig(context, via);
  });
}

export function wrappedListener(context: Context, state: ResourceState): void {
  wrapped(context, LISTENER, context.parts.listeners, () => {
    listener(context, state);
  });
}

export function wrappedCluster(context: Context, state: ResourceState): void {
  wrapped(context, CLUSTER, context.parts.clusters, () => {
    cluster(context, state);
  });
}

export function wrappedLoadAssignment(context: Context): void {
  wrapped(context, ENDPOINT_CONFIG, [], () => {
    loadAssignment(context);
  });
}

function bootstrap({ cursor, parts }: Context): void {
  parts.proxy = readBootstrap(cursor.value(), parts.reading);
}

interface Member {
  readonly section: Section;
  readonly item: ((context: Context) => void) | null;
}

const at = (section: Section, item: Member['item']): Member => ({ section, item });

/** Members of all sections, in snake_case; `item` null means a single value (bootstrap) or items that are only counted. */
const MEMBERS: ReadonlyMap<string, Member> = new Map([
  ['bootstrap', at('bootstrap', null)],
  [
    'static_clusters',
    at('clusters', (c) => {
      wrappedCluster(c, 'static');
    }),
  ],
  [
    'dynamic_active_clusters',
    at('clusters', (c) => {
      wrappedCluster(c, 'active');
    }),
  ],
  [
    'dynamic_warming_clusters',
    at('clusters', (c) => {
      wrappedCluster(c, 'warming');
    }),
  ],
  [
    'static_listeners',
    at('listeners', (c) => {
      wrappedListener(c, 'static');
    }),
  ],
  ['dynamic_listeners', at('listeners', listenerStates)],
  // Envoy before 1.13 lists the states apart.
  [
    'dynamic_active_listeners',
    at('listeners', (c) => {
      wrappedListener(c, 'active');
    }),
  ],
  [
    'dynamic_warming_listeners',
    at('listeners', (c) => {
      wrappedListener(c, 'warming');
    }),
  ],
  [
    'dynamic_draining_listeners',
    at('listeners', (c) => {
      wrappedListener(c, 'draining');
    }),
  ],
  [
    'static_route_configs',
    at('routes', (c) => {
      wrappedRouteConfig(c, 'static');
    }),
  ],
  [
    'dynamic_route_configs',
    at('routes', (c) => {
      wrappedRouteConfig(c, 'dynamic');
    }),
  ],
  ['static_endpoint_configs', at('endpoints', wrappedLoadAssignment)],
  ['dynamic_endpoint_configs', at('endpoints', wrappedLoadAssignment)],
  [
    'static_secrets',
    at('secrets', (c) => {
      secret(c, 'static');
    }),
  ],
  [
    'dynamic_active_secrets',
    at('secrets', (c) => {
      secret(c, 'active');
    }),
  ],
  [
    'dynamic_warming_secrets',
    at('secrets', (c) => {
      secret(c, 'warming');
    }),
  ],
  ['ecds_filters', at('ecds', null)],
]);

/** Section named by `@type`, for sections that are present and empty. */
const SECTION_OF_TYPE: ReadonlyMap<string, Section> = new Map([
  ['BootstrapConfigDump', 'bootstrap'],
  ['ClustersConfigDump', 'clusters'],
  ['ListenersConfigDump', 'listeners'],
  ['RoutesConfigDump', 'routes'],
  ['EndpointsConfigDump', 'endpoints'],
  ['SecretsConfigDump', 'secrets'],
  ['EcdsConfigDump', 'ecds'],
]);

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `type.googleapis.com/envoy.admin.v3.RoutesConfigDump` → `RoutesConfigDump`; v2alpha names alike. */
export function adminType(type: string): string {
  return /^type\.googleapis\.com\/envoy\.admin\.v\w+\.(\w+)$/.exec(type)?.[1] ?? '';
}

/** Reads the section object at the cursor. */
export function readSection(context: Context): void {
  const { cursor, parts } = context;
  cursor.members((key) => {
    const known = MEMBERS.get(snake(key));
    if (key === '@type') {
      const section = SECTION_OF_TYPE.get(adminType(text(cursor.value())));
      if (section !== undefined) enterSection(parts, section);
    } else if (known === undefined) passOver(context, key);
    else readMember(context, key, known);
  });
}

function readMember(context: Context, key: string, { section, item }: Member): void {
  const { cursor, parts } = context;
  enterSection(parts, section);
  if (item !== null && cursor.kind() === 'array') {
    if (!context.wanted.has(section)) passWrappers(context, section, item);
    else {
      cursor.items(() => {
        item(context);
      });
    }
  } else if (section === 'bootstrap' && cursor.kind() === 'object') bootstrap(context);
  else passOver(context, key);
}

/** Members that the model has no place for: counted when they hold anything (scoped routes, ECDS filters). */
function passOver({ cursor, parts }: Context, key: string): void {
  if (cursor.kind() !== 'array') cursor.value();
  else {
    cursor.items(() => {
      cursor.value();
      parts.foreign.set(key, (parts.foreign.get(key) ?? 0) + 1);
    });
  }
}

/** A `configs` item without any key that tells: an empty section, or a type that this version does not know. */
export function readUntold({ cursor, parts }: Context): void {
  const raw = cursor.value();
  const type = text(object(raw)?.['@type']);
  const section = SECTION_OF_TYPE.get(adminType(type));
  if (section !== undefined) enterSection(parts, section);
  else if (adminType(type) !== 'ScopedRoutesConfigDump') {
    if (type !== '') parts.reading.unknownType(type);
    const what = type === '' ? 'JSON of an unknown shape' : 'a section of an unknown type';
    parts.foreign.set(what, (parts.foreign.get(what) ?? 0) + 1);
  }
}
