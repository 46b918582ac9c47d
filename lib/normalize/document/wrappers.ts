/**
 * Admin wrappers around resources: DynamicRouteConfig, StaticCluster, DynamicListener with its states, …
 * Source: envoy/admin/v3/config_dump_shared.proto.
 */
import { addFields } from '../../base/index.ts';
import type { ResourceState } from '../../model/index.ts';
import { readListener } from '../listener/index.ts';
import { member, object, text } from '../read/index.ts';
import { NOT_NEEDED } from './resource-readers.ts';
import type { Context } from './resource-readers.ts';
import { enterSection } from './parts.ts';
import type { Placed } from './parts.ts';

interface Facts {
  versionInfo?: string;
  lastUpdated?: string;
}

/**
 * Walks a wrapper: `read` consumes the resource under one of the keys in `inner`; version and time go to whatever drafts
 * it added to `into`. Other keys (client_status, name, …) are passed over.
 */
export function wrapped<Draft extends Readonly<Facts>>(
  { cursor }: Context,
  inner: ReadonlySet<string>,
  into: Placed<Draft>[],
  read: () => void,
): void {
  const before = into.length;
  const facts: Facts = {};
  try {
    cursor.members((key) => {
      if (inner.has(key) && cursor.kind() === 'object') read();
      else if (key === 'version_info' || key === 'versionInfo') facts.versionInfo = text(cursor.value());
      else if (key === 'last_updated' || key === 'lastUpdated') facts.lastUpdated = text(cursor.value());
      else cursor.value();
    });
  } finally {
    for (let at = before; at < into.length; at++) addFields((into[at] as Placed<Draft>).draft, facts);
  }
}

const STATES: readonly (readonly [string, string, ResourceState])[] = [
  ['active_state', 'activeState', 'active'],
  ['warming_state', 'warmingState', 'warming'],
  ['draining_state', 'drainingState', 'draining'],
];

/**
 * DynamicListener: up to three states of one listener, and the error of a rejected update. The error belongs to the state
 * that is still in force; a listener that was never accepted is kept with state `error`, even when Envoy left out its
 * name (reference/envoy-semantics.md 11).
 */
export function listenerStates(context: Context): void {
  const { cursor, parts, wanted } = context;
  enterSection(parts, 'listeners');
  if (!wanted.has('listeners')) {
    parts.tally.meet('listeners');
    cursor.pass();
    parts.tally.skip('listeners', NOT_NEEDED);
    return;
  }
  const raw = cursor.value();
  const error = errorOf(member(raw, 'error_state', 'errorState'));
  const before = parts.listeners.length;
  for (const [snake, camel, state] of STATES) {
    const wrapper = member(raw, snake, camel);
    if (wrapper !== undefined) keep(context, member(wrapper, 'listener'), state, factsOf(wrapper), error?.error);
  }
  if (error === undefined || parts.listeners.length > before) return;
  const failed = object(error.failed) ?? { name: text(member(raw, 'name')) };
  keep(context, failed, 'error', {}, error.error);
}

type ListenerError = NonNullable<Context['parts']['listeners'][number]['draft']['error']>;

function keep(
  { cursor, parts }: Context,
  raw: unknown,
  state: ResourceState,
  facts: Facts,
  error?: ListenerError,
): void {
  parts.tally.meet('listeners');
  if (object(raw) === undefined) {
    parts.tally.skip('listeners', 'not an object');
    return;
  }
  const draft = readListener(raw, state, parts.reading, parts.tally);
  addFields(draft, facts);
  if (error !== undefined && state !== 'draining') addFields(draft, { error });
  parts.listeners.push({ draft, ...cursor.last });
}

function factsOf(wrapper: unknown): Facts {
  const versionInfo = text(member(wrapper, 'version_info', 'versionInfo'));
  const lastUpdated = text(member(wrapper, 'last_updated', 'lastUpdated'));
  return { ...(versionInfo === '' ? {} : { versionInfo }), ...(lastUpdated === '' ? {} : { lastUpdated }) };
}

/**
 * UpdateFailureState. `details` may quote the rejected configuration as text, private keys included
 * (reference/reliability-security.md 1.3): only what follows Envoy's debug text is kept.
 */
function errorOf(state: unknown): { error: ListenerError; failed: unknown } | undefined {
  if (object(state) === undefined) return undefined;
  const attempt = text(member(state, 'last_update_attempt', 'lastUpdateAttempt'));
  const version = text(member(state, 'version_info', 'versionInfo'));
  return {
    error: {
      details: withoutConfiguration(text(member(state, 'details'))),
      ...(attempt === '' ? {} : { lastUpdateAttempt: attempt }),
      ...(version === '' ? {} : { versionInfo: version }),
    },
    failed: member(state, 'failed_configuration', 'failedConfiguration'),
  };
}

/** Drops the text-proto that Envoy prints between its reason and the field it complains about. */
function withoutConfiguration(details: string): string {
  if (!/goo\.gle\/debug|\{\s|\\n/.test(details)) return details;
  const reason = /(?:Proto constraint validation failed \([^)]*\)|Cause: .*)$/s.exec(details)?.[0];
  const head = details.slice(0, Math.max(0, details.search(/goo\.gle\/debug|\{|\n/))).trim();
  return [head, reason ?? '(the rejected configuration is not shown: it may hold secrets)']
    .filter((part) => part !== '')
    .join(' … ');
}
