/** Whether a redacted text may leave: read again with every rule, and searched for everything that was removed. */
import { Redactor } from '../redactor.ts';
import type { Removal } from '../registry.ts';
import { search } from './search.ts';

/** Why it may not. `count` places; never a value. */
export interface Leak {
  readonly rule: string;
  readonly form: string;
  readonly count: number;
}

/** The same for a text that was made of redacted input, in another form: only what was removed is searched. */
export function removedIn(texts: readonly string[], removals: readonly Removal[]): readonly Leak[] {
  const hits = texts.flatMap((text) => search(text, removals));
  return hits.map(({ rule, form }) => ({ rule, form, count: 1 }));
}

/** Empty when nothing that was removed, and nothing that any rule would remove, is in the texts. */
export function leaksIn(texts: readonly string[], removals: readonly Removal[]): readonly Leak[] {
  const leaks = new Map<string, Leak>();
  const add = (rule: string, form: string, count: number): void => {
    const key = `${rule} ${form}`;
    leaks.set(key, { rule, form, count: (leaks.get(key)?.count ?? 0) + count });
  };
  const again = new Redactor();
  const second = again.redactAll(texts);
  if (second.some((text) => typeof text !== 'string')) add('outside', 'unreadable', 1);
  for (const { rule, count } of again.registry.all()) add(rule, 'again', count);
  for (const text of texts) for (const { rule, form } of search(text, removals)) add(rule, form, 1);
  return [...leaks.values()];
}
