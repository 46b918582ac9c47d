/** Listener, network and HTTP filters: three messages of one shape, read into one. */
import type { Mutable } from '../../base/index.ts';
import type { Filter } from '../../model/index.ts';
import { isMessage, readExtension } from '../cluster/index.ts';
import type { Extension } from '../cluster/index.ts';
import { flag, ignored, list, member, message, object, text, foldKeys } from '../read/index.ts';
import type { FieldReader, MessageReader, Reading } from '../read/index.ts';
import { lookedUpNames } from './filter-names.ts';

/** A filter as read; `extension` is its configuration with a TypedStruct taken off. */
export interface FilterReading {
  name: string;
  extension: Extension;
  config?: unknown;
  disabled?: boolean;
  disabledFor?: unknown;
}

const typedConfig: FieldReader<FilterReading> = (draft, value) => {
  draft.extension = readExtension(value);
  draft.config = value;
};

/** v2's untyped Struct. */
const untypedConfig: FieldReader<FilterReading> = (draft, value) => {
  draft.extension = { type: null, value };
  draft.config = value;
};

/** ECDS: the configuration is elsewhere; only a default, used until it arrives, is here. */
const configDiscovery: FieldReader<FilterReading> = (draft, value) => {
  const fallback = member(value, 'default_config', 'defaultConfig');
  if (object(fallback) === undefined) return;
  draft.extension = readExtension(fallback);
  draft.config = fallback;
};

/**
 * ListenerFilter.filter_disabled: a predicate on the connection. `any_match` disables the filter outright; any other is
 * kept beside the configuration as `filterDisabled`, because the filter then runs for some connections only.
 */
const filterDisabled: FieldReader<FilterReading> = (draft, value) => {
  if (flag(member(value, 'any_match', 'anyMatch'))) draft.disabled = true;
  else draft.disabledFor = value;
};

const CONFIG: Readonly<Record<string, FieldReader<FilterReading>>> = {
  name: (draft, value) => {
    draft.name = text(value);
  },
  typed_config: typedConfig,
  config: untypedConfig,
  hidden_envoy_deprecated_config: untypedConfig,
  config_discovery: configDiscovery,
};

const HTTP_FILTER = message<FilterReading>('envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter', {
  ...CONFIG,
  disabled: (draft, value) => {
    if (flag(value)) draft.disabled = true;
  },
  is_optional: ignored,
});

const LISTENER_FILTER = message<FilterReading>('envoy.config.listener.v3.ListenerFilter', {
  ...CONFIG,
  filter_disabled: filterDisabled,
});

const NETWORK_FILTER = message<FilterReading>('envoy.config.listener.v3.Filter', CONFIG);

function read(messageReader: MessageReader<FilterReading>, raw: unknown, reading: Reading): FilterReading {
  return messageReader({ name: '', extension: { type: null, value: undefined } }, raw, reading);
}

/** The filter as the model has it. `type` is null where neither the dump nor a default names one. */
export function filterOf({ name, extension, config: own, disabled, disabledFor }: FilterReading): Filter {
  const config = foldKeys(disabledFor === undefined ? own : { ...object(own), filter_disabled: disabledFor });
  const names = lookedUpNames(name, extension);
  const filter: Mutable<Filter> = { name, type: extension.type };
  if (disabled !== undefined) filter.disabled = disabled;
  if (config !== undefined) filter.config = config;
  if (names.length > 0) filter.names = names;
  return filter;
}

/** The bootstrap of Istio before 1.5 writes one filter without a list around it, which protobuf's parser let pass. */
export function readHttpFilters(value: unknown, reading: Reading): Filter[] {
  const filters = object(value) === undefined ? list(value) : [value];
  return filters.map((raw) => filterOf(read(HTTP_FILTER, raw, reading)));
}

export function readListenerFilters(value: unknown, reading: Reading): Filter[] {
  return list(value).map((raw) => filterOf(read(LISTENER_FILTER, raw, reading)));
}

export function readNetworkFilters(value: unknown, reading: Reading): FilterReading[] {
  return list(value).map((raw) => read(NETWORK_FILTER, raw, reading));
}

/** True when the filter is of this message, or, where the dump has no type, of one of these names. */
export function isFilter(
  { name, extension }: FilterReading,
  messageName: string,
  filterNames: ReadonlySet<string>,
): boolean {
  return extension.type === null ? filterNames.has(name) : isMessage(extension, messageName);
}
