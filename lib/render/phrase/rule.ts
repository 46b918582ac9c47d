import type { RuleProduct, RuleRow } from '../../model/index.ts';

const KINDS = {
  route: 'route',
  filterChain: 'filter chain',
  routeConfig: 'route configuration',
} as const satisfies Record<RuleProduct['kind'], string>;

/** Rules may be in many virtual hosts; the JSON has them all. */
const MOST = 6;

function productWords({ kind, selector, present }: RuleProduct): string {
  const words = `${KINDS[kind]} ${selector}`;
  if (present === true) return words;
  return present === null ? `${words} (not in this input)` : `${words} (missing: the dump is older than the resources)`;
}

function ruleTexts({ location, became, reasons }: RuleRow): readonly string[] {
  const at = `${location.file}:${String(location.line)}`;
  const shown = became.slice(0, MOST).map(productWords);
  const more = became.length - shown.length;
  const made = shown.length === 0 ? [] : [`${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`];
  const why = reasons.map(({ text }) => text);
  if (made.length === 0 && why.length === 0) return [`${at}: what it became cannot be told`];
  const said =
    made.length > 0
      ? [...made, ...why]
      : why.map((text, index) => (index === 0 ? `nothing: ${text}` : `also: ${text}`));
  return said.map((text, index) => (index === 0 ? `${at}: ${text}` : text));
}

/** One entry a rule or match: where it is written, and what it became or why nothing. */
export function ruleEntries(rules: readonly RuleRow[]): readonly (readonly [label: string, text: string])[] {
  return rules.flatMap((rule) => ruleTexts(rule).map((text, at) => [at === 0 ? rule.path : '', text] as const));
}
