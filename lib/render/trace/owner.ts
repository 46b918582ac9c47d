/** Who made what a hop chose, as a person would say it to another one: with file and line where resources were given. */
import type { Source, TraceHop, TraceResult } from '../../model/index.ts';
import { resourceList, sourceWords } from '../phrase/index.ts';

/** ` at FILE:LINE`, where resources were given. */
export function placeWords({ location }: Source): string {
  return location === null ? '' : ` at ${location.file}:${String(location.line)}`;
}

/** `VirtualService shop/a or shop/b`; null when no object is named. */
function candidateWords({ candidates }: Source): string | null {
  return candidates.length === 0 ? null : resourceList(candidates).replaceAll(' | ', ' or ');
}

/** The first clause of a reason. */
function clause(reason: string | null): string {
  return reason === null ? '' : (/^.*?(?=[.;] |[.;]$)/.exec(reason)?.[0] ?? reason);
}

/** The line below what was chosen. */
export function ownerLine(source: Source): { readonly mark: string; readonly text: string } {
  const reason = clause(source.reason);
  const named = candidateWords(source);
  switch (source.status) {
    case 'attributed':
      return { mark: 'by', text: `${sourceWords(source, false)}${placeWords(source)}` };
    case 'ambiguous': {
      const which = source.candidates.length === 2 ? 'either may be' : 'any of them may be';
      const why = reason === '' ? '' : `: ${reason}`;
      if (named === null) return { mark: 'by', text: `an object that cannot be told${why}` };
      return {
        mark: 'by',
        text: source.candidates.length === 1 ? `${named}, perhaps${why}` : `${named} (${which}${why})`,
      };
    }
    case 'synthetic':
      return { mark: 'by', text: sourceWords(source, false).replace(/^\(built-in: (.*)\)/s, 'Istio itself: $1') };
    case 'unattributed':
      return named === null
        ? { mark: 'by', text: `nobody that can be told: ${reason === '' ? 'no trace of a maker' : reason}` }
        : { mark: 'by', text: `${named}, perhaps: ${reason}` };
  }
}

/** Behind a loser's name, in brackets; empty where nothing is known of its maker. */
export function ownerInBrackets(source: Source | null): string {
  if (source === null) return '';
  if (source.status === 'attributed') return ` (${sourceWords(source, false)}${placeWords(source)})`;
  if (source.status === 'synthetic') return ' (built in)';
  const named = candidateWords(source);
  return named === null ? '' : ` (${named})`;
}

/** How an owner stands to the outcome. Hops before them decide less than those after them. */
const OWNS: Readonly<Partial<Record<TraceHop['stage'], string>>> = {
  listener: 'listener of',
  filterChain: 'filter chain of',
  virtualHost: 'host of',
  route: 'route of',
};

/** `, route of VirtualService shop/storefront http[1].match[1]`: who to ask about it; empty when nobody is known. */
export function outcomeOwner({ hops }: TraceResult): string {
  const denial = hops.find(
    ({ stage, outcome, source }) => stage === 'filters' && outcome === 'answered' && source !== null,
  );
  if (denial?.source?.status === 'attributed') return `, by ${sourceWords(denial.source, false)}`;
  const last = hops.findLast(({ stage, source }) => OWNS[stage] !== undefined && source !== null);
  if (last?.source === null || last?.source === undefined) return '';
  const named = last.source.status === 'attributed' ? sourceWords(last.source, false) : candidateWords(last.source);
  return named === null ? '' : `, ${OWNS[last.stage] ?? ''} ${named}`;
}
