/** Route configurations in the dump's own words, for the page; those that cannot be found again are left out. */
import { JsonCursor, JsonDamage } from '../../base/json/index.ts';
import type { IngestedInput } from '../../ingest/index.ts';
import type { RouteConfiguration, Snapshot } from '../../model/index.ts';

const IGNORED = { onDamage: () => undefined, onDuplicateKey: () => undefined, onLongInteger: () => undefined };

function rawOf(
  { at, name }: RouteConfiguration,
  inputs: ReadonlyMap<string, IngestedInput>,
  snapshot: Snapshot,
): unknown {
  const source = inputs.get(snapshot.documents[at.document]?.origin.name ?? '')?.source;
  if (source === undefined) return undefined;
  const cursor = new JsonCursor(source, at.start, IGNORED);
  try {
    // Where the input was YAML, or had to be repaired, this is an offset into another text.
    const raw = cursor.value() as { readonly name?: unknown } | null;
    return typeof raw === 'object' && (raw?.name ?? '') === name ? raw : undefined;
  } catch (damage) {
    if (damage instanceof JsonDamage) return undefined;
    throw damage;
  } finally {
    cursor.close();
  }
}

/** JSON of `[label, configuration]` pairs. */
export function fragmentsOf(snapshot: Snapshot, inputs: readonly IngestedInput[]): string {
  const byName = new Map(inputs.map((input) => [input.origin.name, input]));
  const found = snapshot.routeConfigs.flatMap((config) => {
    const raw = rawOf(config, byName, snapshot);
    return raw === undefined ? [] : [[config.label, raw] as const];
  });
  return JSON.stringify(found);
}
