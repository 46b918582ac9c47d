/** One reader per kind of resource, from the cursor into the parts. Sections that a command does not need are only counted. */
import type { JsonCursor } from '../../base/json/index.ts';
import type { Counted, ResourceState, Section } from '../../model/index.ts';
import { readCluster, readClusterStatus, readLoadAssignment } from '../cluster/index.ts';
import { readListener } from '../listener/index.ts';
import { checkedValue, object } from '../read/index.ts';
import { readRouteConfiguration } from '../route/index.ts';
import type { RouteConfigDraft } from '../route/index.ts';
import { readSecret } from '../secret/index.ts';
import type { Checked } from '../../validate/index.ts';
import { enterSection } from './parts.ts';
import type { Parts, Placed } from './parts.ts';

/** Which sections a command reads; `wants(section)` false means: count, do not build. */
export type Wanted = ReadonlySet<Section>;

export interface Context {
  readonly cursor: JsonCursor;
  readonly parts: Parts;
  readonly wanted: Wanted;
}

export const NOT_NEEDED = 'not read: this command does not need them';

/** Meets a resource and either reads it with `read` or skips its bytes. */
function resource(context: Context, section: Section, kind: Counted, read: () => void): void {
  const { cursor, parts, wanted } = context;
  enterSection(parts, section);
  parts.tally.meet(kind);
  if (wanted.has(section)) read();
  else {
    // Secrets are few: read strictly, so that damage which reaches into them is seen when all else is asked for.
    if (section === 'secrets') cursor.value();
    else cursor.pass();
    parts.tally.skip(kind, NOT_NEEDED);
  }
}

/** Counts resources of a section that is not wanted, of which nothing is to be read. */
export function countOnly({ parts }: Context, section: Section, kind: Counted, count: number): void {
  enterSection(parts, section);
  parts.tally.meet(kind, count);
  parts.tally.skip(kind, NOT_NEEDED, count);
}

/** Parses the value at the cursor and builds a draft of it; what is no object counts as damaged. */
function built<Draft>(
  { cursor, parts }: Context,
  kind: Counted,
  element: Checked,
  into: Placed<Draft>[],
  build: (raw: unknown) => Draft,
): void {
  const raw = checkedValue(cursor, element, parts.reading);
  if (object(raw) === undefined) parts.tally.skip(kind, 'not an object');
  else into.push({ draft: build(raw), ...cursor.last });
}

export function routeConfig(context: Context, via: RouteConfigDraft['via']): void {
  const { cursor, parts } = context;
  resource(context, 'routes', 'routeConfigs', () => {
    const start = cursor.position;
    readRouteConfiguration(cursor, via, parts.reading, parts.tally, (draft) => {
      parts.routeConfigs.push({ draft, start, end: start });
    });
  });
}

export function listener(context: Context, state: ResourceState): void {
  const { parts } = context;
  resource(context, 'listeners', 'listeners', () => {
    built(context, 'listeners', 'listener', parts.listeners, (raw) =>
      readListener(raw, state, parts.reading, parts.tally),
    );
  });
}

export function cluster(context: Context, state: ResourceState): void {
  const { parts } = context;
  resource(context, 'clusters', 'clusters', () => {
    built(context, 'clusters', 'cluster', parts.clusters, (raw) => readCluster(raw, state, parts.reading));
  });
}

export function loadAssignment(context: Context): void {
  const { parts } = context;
  resource(context, 'endpoints', 'endpoints', () => {
    built(context, 'endpoints', 'loadAssignment', parts.endpoints, (raw) => readLoadAssignment(raw, parts.reading));
  });
}

export function clusterStatus(context: Context): void {
  const { parts } = context;
  resource(context, 'endpoints', 'endpoints', () => {
    built(context, 'endpoints', 'clusterStatus', parts.endpoints, (raw) => readClusterStatus(raw, parts.reading));
  });
}

export function secret(context: Context, state: ResourceState): void {
  const { parts } = context;
  resource(context, 'secrets', 'secrets', () => {
    built(context, 'secrets', 'secret', parts.secrets, (raw) => readSecret(raw, state, parts.reading));
  });
}
