/** What a person wants to know first: which gateway, how much of it is explained, what is missing. */
import type { Ask, ReportPort, ReportResource, ReportResult, StatusCounts } from '../model/index.ts';
import { STATUS_WORDS, countWords, proxyWords, resourceWords, whoWords } from '../render/phrase/index.ts';
import { el, lines, section } from './dom.ts';
import type { Child } from './dom.ts';
import { hashOf } from './hash.ts';

const STATUSES = ['attributed', 'synthetic', 'ambiguous', 'unattributed'] as const;
/** Findings on the first screen. */
const WORST = 5;

function card(name: string, counts: StatusCounts): HTMLElement {
  const parts = STATUSES.filter((status) => counts[status] > 0).map((status) =>
    el('li', { class: status }, `${String(counts[status])} ${STATUS_WORDS[status]}`),
  );
  return el('li', { class: 'card' }, el('strong', {}, String(counts.total)), ` ${name}`, el('ul', {}, ...parts));
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly Child[])[]): HTMLElement {
  return el(
    'div',
    { class: 'wide-table', tabindex: '0', role: 'group', 'aria-label': caption },
    el(
      'table',
      {},
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((cell) => el('td', {}, cell))))),
    ),
  );
}

function portRow({ port, listener, chains, routes, state }: ReportPort): readonly Child[] {
  return [port === null ? '–' : String(port), listener, String(chains), String(routes), state];
}

function askView({ settles, command }: Ask): HTMLElement {
  return el('li', {}, el('div', {}, `To know ${settles}:`), el('pre', { tabindex: '0' }, command));
}

export function summaryView(report: ReportResult): HTMLElement {
  const { counts, redaction, remarks } = report;
  return el(
    'div',
    {},
    el('h2', {}, 'Summary'),
    el('p', { class: 'lead' }, proxyWords(report.proxy)),
    el(
      'ul',
      { class: 'cards' },
      card('routes', counts.routes),
      card('virtual hosts', counts.virtualHosts),
      card('clusters', counts.clusters),
      card('listeners', counts.listeners),
      el('li', { class: 'card' }, el('strong', {}, String(report.hosts)), ' host names'),
    ),
    worst(report),
    report.asks.length === 0
      ? null
      : section('What is missing', el('ul', { class: 'asks' }, ...report.asks.map(askView))),
    table('Ports', ['Port', 'Listener', 'Chains', 'Routes', 'State'], report.ports.map(portRow)),
    lines(
      'About the input',
      remarks.map(
        ({ code, message, document }) => `${code}: ${message}${document === undefined ? '' : ` (${document})`}`,
      ),
    ),
    section(
      'Secrets',
      el(
        'p',
        {},
        `${String(redaction.removed.values)} removed at ${String(redaction.removed.places)} places, ${String(redaction.alreadyRedacted)} places had been emptied before; this page was computed without them. Look at it before you share it. Still in it:`,
      ),
      el('ul', {}, ...redaction.remains.map((text) => el('li', {}, text))),
    ),
  );
}

/** The worst in a line each; the others have a view of their own. */
function worst({ findings, lint }: ReportResult): HTMLElement {
  const all = el('a', { href: hashOf({ kind: 'view', name: 'findings' }) }, findingsWords(findings.length));
  const rows = findings
    .slice(0, WORST)
    .map((finding) =>
      el(
        'li',
        { class: `finding ${finding.severity}` },
        el('strong', {}, finding.severity),
        ` ${whoWords(finding)}: ${finding.message}`,
      ),
    );
  return section(
    'Findings',
    el('p', {}, findings.length === 0 ? 'None in what was checked: ' : `${countWords(lint.counts)}: `, all),
    el('ul', { class: 'findings' }, ...rows),
  );
}

function findingsWords(count: number): string {
  if (count === 0) return 'what was checked';
  return count > WORST
    ? `see all ${String(count)}, with requests to try and fixes`
    : 'see the requests to try and the fixes';
}

/** Every object that made something, with how much; `follow` leads to it. */
export function resourcesView(resources: readonly ReportResource[], follow: (selector: string) => Node): HTMLElement {
  const rows = resources.map((one): readonly Child[] => {
    const { kind, namespace, name } = one.resource;
    const words = resourceWords(one.resource);
    const link = name === null ? el('span', {}, words) : follow(`${kind}/${namespace}/${name}`);
    const place = one.location === null ? '' : `${one.location.file}:${String(one.location.line)}`;
    return [
      link,
      ...[one.routes, one.virtualHosts, one.clusters, one.listeners].map((count) => (count === 0 ? '' : String(count))),
      place,
    ];
  });
  return el(
    'div',
    {},
    el('h2', {}, 'Resources'),
    rows.length === 0
      ? el('p', {}, 'No object is known to have made anything here.')
      : table('What each object made', ['Object', 'Routes', 'Virtual hosts', 'Clusters', 'Listeners', 'Where'], rows),
  );
}
