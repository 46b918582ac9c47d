/** Wrappers of resources that a command does not need: most of a dump, for most commands. */
import { KnownKeys } from '../../base/json/index.ts';
import type { Members } from '../../base/json/index.ts';
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

/** How many resources a wrapper holds, when there is nothing in it but facts that are texts, and they; -1 otherwise. */
function resourcesIn(members: Members<Meaning>, kind: Counted): number {
  let count = 0;
  for (let at = 0; at < members.count; at++) {
    const meaning = members.meaning(at);
    if (meaning === 'fact' ? members.text(at) === null : meaning !== kind || !members.isObject(at)) return -1;
    if (meaning === kind) count++;
  }
  return count;
}

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
  cursor.objects(
    WRAPPER,
    false,
    (members) => {
      const count = resourcesIn(members, kind);
      for (let left = count; left > 0; left--) countOnly(context, section, kind);
      return count !== -1;
    },
    () => {
      other(context);
    },
  );
}
