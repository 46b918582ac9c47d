/** The answer of `whyroute rules`: the catalogue, or one rule's page. */
import { nearest } from '../../base/nearest.ts';
import type { RulesResult } from '../../model/index.ts';
import { PAGES } from './generated/pages.js';
import { RULES } from './rules/index.ts';

/** `asked` null: all rules. */
export function rulesDocument(asked: string | null): RulesResult {
  const wanted = asked?.toLowerCase() ?? null;
  const rules = RULES.filter(({ code }) => wanted === null || code === wanted).map((rule) => {
    const { code, severity, needs, summary } = rule;
    return { code, severity, needs, summary, page: PAGES.get(code) ?? '' };
  });
  const codes = RULES.map(({ code }) => code);
  return { asked, rules, nearest: wanted === null || rules.length > 0 ? [] : nearest(wanted, codes) };
}
