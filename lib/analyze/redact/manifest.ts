/** What was removed and what remains, as the document that goes with the redacted file. */
import type { RedactResult } from '../../model/index.ts';
import { isSearched } from './check/search.ts';
import { SECRET_CLASSES } from './registry.ts';
import type { Registry } from './registry.ts';
import { RULES } from './rules/table.ts';

const STEP_WORDS: Readonly<Record<string, string>> = {
  'nested-document': 'documents in strings that cannot be read',
  'cut-string': 'the string in which the input breaks off',
};

/** What this level keeps, in words; the same for every input. */
const REMAINS: readonly string[] = [
  'hosts, domains and addresses',
  'names of resources, namespaces, services, secrets and service accounts',
  'paths, header names and values that are no credentials',
  'certificates (public part), ports, versions and times',
];

const SHAPE = { level: 'secrets', remains: REMAINS } as const;

/** Of a run that writes something else than the dump. */
export function removalsOf(registry: Registry): Omit<RedactResult, 'bytes'> {
  const all = registry.all();
  const classes = SECRET_CLASSES.map((name) => {
    const removals = all.filter((removal) => removal.class === name);
    return { class: name, values: removals.length, places: sum(removals) };
  }).filter(({ values }) => values > 0);
  const rules = [...new Set(all.map(({ rule }) => rule))].sort().map((id) => {
    const removals = all.filter(({ rule }) => rule === id);
    const what = RULES.find((rule) => rule.id === id)?.what ?? STEP_WORDS[id] ?? id;
    return { rule: id, what, values: removals.length, places: sum(removals) };
  });
  const searched = all.filter(isSearched).length;
  return {
    ...SHAPE,
    removed: { values: all.length, places: sum(all), classes, rules },
    alreadyRedacted: registry.already,
    check: { searched, notSearched: all.length - searched },
  };
}

/** `bytes` of what was read and of what is written. */
export function manifestOf(registry: Registry, bytes: RedactResult['bytes']): RedactResult {
  return { ...removalsOf(registry), bytes };
}

function sum(removals: readonly { readonly count: number }[]): number {
  return removals.reduce((total, { count }) => total + count, 0);
}
