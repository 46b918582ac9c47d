import type { ScalarLayout } from 'js-yaml';
import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE } from 'js-yaml';

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * A plain JSON value as YAML, block style, never folded, without anchors, ended by a line feed. Strings that YAML 1.1 or
 * 1.2 would read as something else are quoted. Those in which `hidden` (with flags `g` and `u`) finds a character are
 * double-quoted and have it escaped; js-yaml alone would print bidi controls and zero-width characters as they are.
 */
export function dumpYaml(value: unknown, hidden: RegExp): string {
  const quoteHidden = (layout: ScalarLayout): void => {
    if (layout.node.value.search(hidden) >= 0) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
  };
  const text = dump(value, {
    lineWidth: -1,
    noRefs: true,
    scalarStyleRules: [quoteHidden, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)],
  });
  return text.replace(hidden, (character) => (character === '\n' ? character : escapeOf(character)));
}
