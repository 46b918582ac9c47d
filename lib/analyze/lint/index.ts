/** What is wrong here: the rules of the catalogue, held against a snapshot. */
export { fails, LINT_SECTIONS, lintDocument } from './lint-document.ts';
export type { LintOptions } from './lint-document.ts';
export { rulesDocument } from './rules-document.ts';
export { RULES } from './rules/index.ts';
export { readBaseline } from './silence/baseline.ts';
export { readIgnoreFile } from './silence/ignore-file.ts';
export type { Ignore } from './silence/ignores.ts';
