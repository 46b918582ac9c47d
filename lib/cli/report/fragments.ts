/** Route configurations in the dump's own words, for the page; those that cannot be found again are left out. */
import type { IngestedInput } from '../../ingest/index.ts';
import type { RouteConfiguration, Snapshot } from '../../model/index.ts';

function rawOf(
  { at, name }: RouteConfiguration,
  inputs: ReadonlyMap<string, IngestedInput>,
  snapshot: Snapshot,
): unknown {
  const origin = snapshot.documents[at.document]?.origin.name ?? '';
  const text = inputs.get(origin)?.bytes.toString('utf8', at.start, at.end) ?? '';
  try {
    // Where the input was YAML, or had to be repaired, these are offsets into another text.
    const raw = JSON.parse(text) as { readonly name?: unknown } | null;
    return (raw?.name ?? '') === name ? raw : undefined;
  } catch {
    return undefined;
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
