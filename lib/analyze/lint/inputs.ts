/** Whether the input holds what a rule needs, and the words for it when not. */
import { isWhole } from '../../matching/index.ts';
import type { LintInput, Section, Snapshot } from '../../model/index.ts';
import type { Given } from '../../provenance/index.ts';
import type { LintContext } from './context.ts';
import { isGateway } from './proxy-kind.ts';

export function missingInputs(context: LintContext, given: Given, needs: readonly LintInput[]): readonly LintInput[] {
  return needs.filter((need) => !isThere(context, given, need));
}

function isThere(context: LintContext, given: Given, need: LintInput): boolean {
  const { snapshot } = context;
  switch (need) {
    case 'gateway':
      return isGateway(snapshot);
    case 'resources':
      return given.kind === 'compared';
    case 'states':
      return (
        snapshot.listeners.some(({ state }) => state !== null) || snapshot.clusters.some(({ state }) => state !== null)
      );
    case 'bootstrap':
    case 'listeners':
    case 'routes':
    case 'clusters':
    case 'endpoints':
    case 'secrets':
    case 'ecds':
      return snapshot.sections.has(need);
  }
}

/** `needs endpoints, resources (-r)`. */
export function needsWords(missing: readonly LintInput[], given: Given): string {
  if (missing.includes('gateway')) return 'is about gateways, and this proxy is none';
  if (missing.includes('resources') && given.kind === 'impossible') {
    return `needs resources, and those given cannot be held against this input: ${given.why}`;
  }
  return `needs ${missing.map(inputWords).join(', ')}`;
}

function inputWords(input: LintInput): string {
  if (input === 'resources') return 'resources (-r)';
  return input === 'states' ? "states (Envoy's own /config_dump)" : input;
}

/** Sections whose silence proves nothing: something of them was lost, or a list of istioctl was filtered. */
export function unprovenSections(snapshot: Snapshot, sections: readonly Section[]): readonly Section[] {
  return sections.filter((section) => {
    if (section === 'listeners' || section === 'clusters') return !isWhole(snapshot, section);
    return snapshot.damaged.has(section);
  });
}
