import type { Envelope, Gap, ProxySummary, Section } from '../../model/index.ts';

const HOW = {
  given: 'given',
  read: 'from its node metadata',
  inferred: 'inferred',
  assumed: 'assumed',
} as const satisfies Record<ProxySummary['istioVersion']['how'], string>;

/** `Proxy gw-x.istio-system (router), Istio 1.24.6 (inferred: …), Envoy 1.32.2`: what the answer was made for. */
export function proxyWords(proxy: ProxySummary): string {
  const name = proxy.name ?? proxy.nodeId;
  const named = name === null ? 'Proxy unknown' : `Proxy ${name}`;
  const place = proxy.name !== null && proxy.namespace !== null ? `.${proxy.namespace}` : '';
  const type = proxy.type === null ? '' : ` (${proxy.type})`;
  const { text, how, because } = proxy.istioVersion;
  const why = how === 'read' || how === 'given' || because === '' ? HOW[how] : `${HOW[how]}: ${because}`;
  const envoy = proxy.envoyVersion === null ? '' : `, Envoy ${proxy.envoyVersion}`;
  return `${named}${place}${type}, Istio ${text} (${why})${envoy}`;
}

function names(all: readonly string[], wide: boolean): string {
  const most = 5;
  if (wide || all.length <= most) return all.join(', ');
  return `${all.slice(0, most).join(', ')} and ${String(all.length - most)} more`;
}

/** What the input could not tell, one line a kind; `relevant` are the sections that this answer would have used. */
export function gapLines(gaps: readonly Gap[], relevant: ReadonlySet<Section>, wide: boolean): readonly string[] {
  const absent: string[] = [];
  const unread: string[] = [];
  const types: string[] = [];
  const fields: string[] = [];
  for (const gap of gaps) {
    if (gap.kind === 'sectionAbsent' && relevant.has(gap.section)) absent.push(gap.section);
    if (gap.kind === 'sectionNotRead') unread.push(gap.section);
    if (gap.kind === 'unknownType') types.push(gap.type);
    if (gap.kind === 'unknownField') fields.push(`${gap.message}.${gap.field}`);
  }
  const out: string[] = [];
  if (absent.length > 0) out.push(`Not in the input: ${absent.join(', ')}`);
  if (unread.length > 0) out.push(`In the input but not read: ${unread.join(', ')}`);
  if (types.length > 0) out.push(`Types not understood: ${names(types, wide)}`);
  if (fields.length > 0) out.push(`Fields not understood: ${names(fields, wide)}`);
  return out;
}

/** Said in every format that has no place for the envelope; null when the answer is whole. */
export function statusWords(envelope: Envelope<unknown>): string | null {
  if (envelope.status !== 'partial') return null;
  return 'Partial: some input was cut, damaged or refused; what is shown is valid, but not all of it';
}
