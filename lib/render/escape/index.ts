/** One escape function for each grammar that untrusted text is written into. */
export { HIDDEN_ALL, NOT_PLAIN, NOT_PLAIN_ASCII } from './hidden.ts';
export { jsonText } from './json-text.ts';
export { markdownCell, markdownCode } from './markdown-cell.ts';
export { safe } from './safe.ts';
