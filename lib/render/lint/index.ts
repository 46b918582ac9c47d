/** Findings of `whyroute lint`, in every format that people and CI read. */
export { renderLintBaseline } from './baseline.ts';
export { renderLintGithub } from './github.ts';
export { renderLintMarkdown } from './markdown.ts';
export { renderLintSarif } from './sarif.ts';
export { renderLintText } from './text.ts';
