export { classify } from './classify.ts';
export type { ObjectShape } from './classify.ts';
export { lineOf, nextDocument, noSkippedLines } from './next-document.ts';
export type { SkippedLines } from './next-document.ts';
export { repairText } from './repair-text.ts';
export { looksLikeYaml, sniffText } from './sniff-text.ts';
