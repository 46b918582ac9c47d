import { safe } from './safe.ts';

/** Runs of backticks, to find a fence that the text does not hold. */
const BACKTICKS = /`+/g;

function fenceFor(text: string): string {
  let longest = 0;
  for (const run of text.match(BACKTICKS) ?? []) longest = Math.max(longest, run.length);
  return '`'.repeat(longest + 1);
}

/**
 * Untrusted text as a Markdown code span: the one construct in which GitHub neither mentions people, links addresses nor
 * reads HTML or emphasis, so that the cell shows the same text as the table. CommonMark 6.1: the fence is longer than
 * any run inside, and one space is stripped from both ends where both have one.
 */
export function markdownCode(text: string): string {
  const clean = safe(text);
  if (clean === '') return '';
  const fence = fenceFor(clean);
  const pad = /^[` ]|[` ]$/.test(clean) ? ' ' : '';
  return `${fence}${pad}${clean}${pad}${fence}`;
}

/**
 * The same inside a GitHub table. Cells are split before code spans are read, so a bar needs its backslash there too
 * (GFM 4.10, example 200); it is removed again whatever stands before it.
 */
export function markdownCell(text: string): string {
  return markdownCode(text).replaceAll('|', '\\|');
}
