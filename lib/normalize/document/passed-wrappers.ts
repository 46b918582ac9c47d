/** Wrappers of resources that a command does not need: most of a dump, for most commands. */
import { KnownKeys } from '../../base/json/index.ts';
import type { Counted, Section } from '../../model/index.ts';
import { KEY_TABLE } from '../key-tables.ts';
import { spellings } from '../read/index.ts';
import { countOnly } from './resource-readers.ts';
import type { Context } from './resource-readers.ts';

/** What a member of a wrapper is: one of its facts, or a resource of this kind. */
type Meaning = 'fact' | Counted;

const WRAPPER = new KnownKeys<Meaning>(KEY_TABLE.wrapper, '', [
  ...spellings('last_updated').map((name) => ({ name, use: 'text', meaning: 'fact' }) as const),
  ...spellings('version_info').map((name) => ({ name, use: 'text', meaning: 'fact' }) as const),
  ...spellings('endpoint_config').map((name) => ({ name, use: 'value', meaning: 'endpoints' }) as const),
  { name: 'cluster', use: 'value', meaning: 'clusters' },
]);

/** Sections of which the wrappers are many and small. */
const KIND: ReadonlyMap<Section, Counted> = new Map([
  ['clusters', 'clusters'],
  ['endpoints', 'endpoints'],
]);

/** Walks the array at the cursor and counts the resources in its wrappers; `other` reads those that are out of the ordinary. */
export function passWrappers(context: Context, section: Section, other: (context: Context) => void): void {
  const { cursor } = context;
  const kind = KIND.get(section);
  if (kind === undefined) {
    cursor.items(() => {
      other(context);
    });
    return;
  }
  cursor.wrappers(
    WRAPPER,
    kind,
    (count) => {
      if (count > 0) countOnly(context, section, kind, count);
    },
    () => {
      other(context);
    },
  );
}
