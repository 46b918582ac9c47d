/** The report as one page that opens anywhere: no network, a policy that allows its own script and style and nothing else. */
import { safe } from '../escape/index.ts';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './generated/page.js';

/** Base64 of deflated text: its alphabet needs no escaping. */
export interface PageData {
  readonly title: string;
  readonly version: string;
  readonly report: string;
  readonly fragments: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The one door for text that is written into the page's HTML; all else comes in as data. */
export function htmlText(text: string): string {
  return safe(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}

const POLICY = `default-src 'none'; script-src '${SCRIPT_HASH}'; style-src '${STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`;

const TABS = [
  ['summary', 'Summary'],
  ['findings', 'Findings'],
  ['routes', 'Routes'],
  ['trace', 'Trace'],
  ['resources', 'Resources'],
] as const;

/** The whole page, in chunks. */
export function* renderPage({ title, version, report, fragments }: PageData): Iterable<string> {
  const tabs = TABS.map(([id, name]) => `<a id="tab-${id}" href="#view=${id}">${name}</a>`).join('');
  const views = TABS.map(([id, name]) => `<div id="${id}" role="region" aria-label="${name}" hidden></div>`).join('');
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`;
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n';
  yield `<title>${htmlText(title)}</title>\n<link rel="icon" href="data:,">\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<header><h1>${htmlText(title)}</h1><nav aria-label="Views">${tabs}</nav><span class="badge">secrets removed</span></header>\n`;
  yield `<main>${views}<noscript>This report needs JavaScript; it loads nothing from anywhere.</noscript></main>\n`;
  yield '<aside id="pane" aria-label="Details" hidden></aside>\n';
  yield `<script type="text/plain" id="report-data">${report}</script>\n`;
  yield `<script type="text/plain" id="fragment-data">${fragments}</script>\n`;
  yield `<script>${SCRIPT}</script>\n<!-- whyroute ${htmlText(version)} -->\n</body>\n</html>\n`;
}
