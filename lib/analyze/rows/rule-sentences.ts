import type { RuleRow } from '../../model/index.ts';

/** `3 of its 4 rules made something in this proxy.` */
export function ruleSentences(kind: string, rules: readonly RuleRow[]): readonly string[] {
  if (rules.length === 0) return [`A ${kind} makes no routes of its own.`];
  const noun = kind === 'Gateway' ? 'server' : 'rule or match';
  const plural = kind === 'Gateway' ? 'servers' : 'rules and matches';
  const fruitful = rules.filter(({ became, reasons }) => became.length > 0 && reasons.length === 0).length;
  const all = rules.length;
  if (all === 1) return [`Its one ${noun} ${fruitful === 1 ? 'is' : 'is not'} in use in this proxy.`];
  if (fruitful === all) return [`All ${String(all)} of its ${plural} are in use in this proxy.`];
  return [
    `${fruitful === 0 ? 'None' : String(fruitful)} of its ${String(all)} ${plural} ${fruitful === 1 ? 'is' : 'are'} in use in this proxy.`,
  ];
}
