/** Small messages inside matchers that have no table of their own: a field of a newer Envoy must not be read over. */
import type { Unsupported } from '../../model/index.ts';
import { lowerCamel } from './lower-camel.ts';
import { object } from './scalars.ts';
import { unsupported } from './unsupported.ts';

/** The first field of `value` that is none of `known` (snake_case); null when there is none. */
export function stranger(value: unknown, known: readonly string[]): Unsupported | null {
  const found = object(value) ?? {};
  const key = Object.keys(found).find(
    (name) =>
      name !== '@type' && found[name] !== null && !known.some((snake) => snake === name || lowerCamel(snake) === name),
  );
  return key === undefined ? null : unsupported(key, found[key]);
}
