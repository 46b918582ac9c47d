/** Runs the rules over a case. */
import { lintDocument } from '../../../../lib/analyze/lint/index.ts';
import type { Finding, LintResult, Snapshot } from '../../../../lib/model/index.ts';
import { attribute } from '../../../../lib/provenance/index.ts';
import { readResources } from '../../../../lib/resources/index.ts';

/** A snapshot, with resources as YAML where the case needs them. */
export interface Given {
  readonly snapshot: Snapshot;
  readonly yaml?: string;
}

export function lintOf(given: Snapshot | Given, only: readonly string[] = []): LintResult {
  const { snapshot, yaml } = 'snapshot' in given ? given : { snapshot: given, yaml: undefined };
  const resources = yaml === undefined ? null : readResources([{ name: 'resources.yaml', text: yaml }]);
  const provenance = attribute(snapshot, resources);
  return lintDocument(snapshot, provenance, { only, ignores: [], baseline: null, failOn: 'error' });
}

export function findingsOf(given: Snapshot | Given, code: string): readonly Finding[] {
  return lintOf(given, [code]).findings;
}
