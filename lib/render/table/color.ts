import type { Source } from '../../model/index.ts';

/** SGR sequences, opened and closed so that cli-table3 measures and keeps them (ECMA-48 8.3.117). */
const STYLE = {
  bold: ['\u001b[1m', '\u001b[22m'],
  dim: ['\u001b[2m', '\u001b[22m'],
  red: ['\u001b[31m', '\u001b[39m'],
  yellow: ['\u001b[33m', '\u001b[39m'],
  cyan: ['\u001b[36m', '\u001b[39m'],
} as const;

export type Style = keyof typeof STYLE;

/** `text`, already sanitized, in a style; empty text stays empty. */
export function styled(text: string, style: Style | null): string {
  if (style === null || text === '') return text;
  const [open, close] = STYLE[style];
  return open + text + close;
}

/** How a source stands out. Its words say the same: color alone means nothing. */
export const SOURCE_STYLE: Readonly<Record<Source['status'], Style | null>> = {
  attributed: null,
  ambiguous: 'yellow',
  synthetic: 'dim',
  unattributed: 'yellow',
};
