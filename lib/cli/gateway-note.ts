/** A filter that the input cannot answer is said to be one, so that "nothing" is not taken for "no". */
import type { Filters } from '../analyze/inventory/index.ts';
import type { Diagnostic } from '../model/index.ts';
import type { Loaded } from './pipeline.ts';

/** istiod unites the plain-HTTP servers of a port, and names none of their Gateways in the dump (reference 3.3). */
export function gatewayNote({ source = '' }: Filters, { snapshot, provenance }: Loaded): readonly Diagnostic[] {
  const isAsked = /^gateway\//i.test(source) && provenance.given.kind !== 'compared';
  if (!isAsked || !snapshot.routeConfigs.some(({ name }) => name.startsWith('http.'))) return [];
  const message = 'the dump alone does not tell which Gateways serve plain-HTTP routes: none of those is listed';
  return [{ code: 'RP011', severity: 'note', message, hint: 'pass the Gateways with -r' }];
}
