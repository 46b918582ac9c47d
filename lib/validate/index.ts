export { classify } from './classify.ts';
export type { ObjectShape } from './classify.ts';
export { misfitOf } from './misfits.ts';
export type { Checked, Misfit } from './misfits.ts';
export { lineOf, nextDocument, noSkippedLines } from './next-document.ts';
export type { SkippedLines } from './next-document.ts';
export { repairText } from './repair-text.ts';
export { looksLikeYaml, sniffText } from './sniff-text.ts';
export { isWholeDocument } from './whole-document.ts';
