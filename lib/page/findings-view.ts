/** What `whyroute lint` found, worst first: each with who has to act, a request to try here, and what to do. */
import type { PackedReport } from '../analyze/report/index.ts';
import type { Finding, FindingResource, ReportResult } from '../model/index.ts';
import { countWords, lookedWords, placeWords } from '../render/phrase/index.ts';
import { el, section } from './dom.ts';
import type { Child } from './dom.ts';
import { hashOf } from './hash.ts';
import { typedOf } from './typed-of.ts';

type Follow = (selector: string, words?: string) => Node;

/** Thousands of findings are no page that anybody reads: so many, and more when asked. */
const AT_ONCE = 100;

function row(name: string, ...children: readonly Child[]): readonly Child[] {
  return [el('dt', {}, name), el('dd', {}, ...children)];
}

function resourceLink(resource: FindingResource, follow: Follow): Child {
  const { kind, namespace, name } = resource;
  const words = placeWords(resource);
  return name === null ? words : follow(`${kind}/${namespace}/${name}`, words);
}

/** A place in the dump has a selector without spaces; anything else is said in words. */
function placeLink(subject: string, follow: Follow): Child {
  return /\s/.test(subject) ? subject : follow(subject);
}

function listOf(children: readonly Child[]): Child {
  return children.length === 1 ? (children[0] ?? null) : el('ul', {}, ...children.map((child) => el('li', {}, child)));
}

function witnessRows({ witness }: Finding): readonly Child[] {
  if (witness.kind === 'facts') return row('Facts', listOf(witness.facts));
  const href = hashOf({ kind: 'trace', typed: typedOf(witness.request) });
  return [
    ...row('Try', el('pre', { tabindex: '0' }, witness.curl), el('a', { href, class: 'trace-it' }, 'Trace it here')),
    ...row('Answer', witness.outcome),
  ];
}

/** One finding in full. */
export function findingView(finding: Finding, follow: Follow): HTMLElement {
  const { code, severity, confidence, subject, resources, message, fix, also } = finding;
  return el(
    'li',
    { class: `finding ${severity}` },
    el('p', { class: 'kind' }, el('strong', {}, severity), ` ${code} `, el('span', { class: 'quiet' }, confidence)),
    el('p', { class: 'message' }, message),
    el(
      'dl',
      {},
      ...(resources.length === 0 ? [] : row('Edit', listOf(resources.map((one) => resourceLink(one, follow))))),
      ...row('At', placeLink(subject, follow)),
      ...witnessRows(finding),
      ...row('Fix', fix),
      ...(also.length === 0 ? [] : row('Also at', listOf(also.map((place) => placeLink(place, follow))))),
    ),
  );
}

/** The first of them, and a button for more. */
export function findingsList(findings: readonly Finding[], follow: Follow): HTMLElement {
  const list = el('ul', { class: 'findings' });
  const more = el('button', { type: 'button' });
  let shown = 0;
  const grow = (): void => {
    const next = findings.slice(shown, shown + AT_ONCE);
    list.append(...next.map((finding) => findingView(finding, follow)));
    shown += next.length;
    more.textContent = `Show more (${String(findings.length - shown)} left)`;
    more.hidden = shown === findings.length;
  };
  more.addEventListener('click', grow);
  grow();
  return el('div', {}, list, more);
}

export function findingsView({ findings, lint }: ReportResult, follow: Follow): HTMLElement {
  return el(
    'div',
    { class: 'readable' },
    el('h2', {}, 'Findings'),
    el('p', { class: 'lead' }, findings.length === 0 ? 'None.' : `${countWords(lint.counts)}; worst first`),
    findingsList(findings, follow),
    section('What was checked', ...lookedWords(lint).map((words) => el('p', { class: 'quiet' }, words))),
  );
}

const byPlace = new WeakMap<PackedReport, ReadonlyMap<string, readonly Finding[]>>();

/** Findings at a place of the dump, for the pane that shows it; null when there is none. */
export function findingsAt(packed: PackedReport, selector: string, follow: Follow): HTMLElement | null {
  const places = byPlace.get(packed) ?? placesOf(packed.report.findings);
  byPlace.set(packed, places);
  const found = places.get(selector) ?? [];
  return found.length === 0 ? null : section('Findings', findingsList(found, follow));
}

function placesOf(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const place of new Set([finding.subject, ...finding.also])) {
      const known = places.get(place);
      if (known === undefined) places.set(place, [finding]);
      else known.push(finding);
    }
  }
  return places;
}
