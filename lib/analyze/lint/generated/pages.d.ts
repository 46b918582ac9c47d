/** Each rule's page (Markdown) by code; written by generate-pages.mjs from the .md files beside the rules. */
export const PAGES: ReadonlyMap<string, string>;
