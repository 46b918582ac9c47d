/** The short form of a report: Markdown for a ticket's text field, readable as it is. */
import type { Ask, Envelope, Finding, ReportResource, ReportResult, StatusCounts } from '../../model/index.ts';
import { markdownCell, markdownCode } from '../escape/index.ts';
import {
  STATUS_WORDS,
  countWords,
  gapLines,
  lookedWords,
  proxyWords,
  resourceWords,
  statusWords,
  whoWords,
} from '../phrase/index.ts';
import { SECTIONS } from '../../model/index.ts';
import { chunksOf } from '../table/index.ts';

const STATUSES = ['attributed', 'synthetic', 'ambiguous', 'unattributed'] as const;
/** A ticket's field is no place for a thousand resources: those that made most. */
const MOST = 30;

function countsText(counts: StatusCounts): string {
  const parts = STATUSES.filter((status) => counts[status] > 0).map(
    (status) => `${String(counts[status])} ${STATUS_WORDS[status]}`,
  );
  return `${String(counts.total)}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

function* table(heads: readonly string[], rows: readonly (readonly string[])[]): Iterable<string> {
  yield `| ${heads.join(' | ')} |`;
  yield `|${heads.map(() => ' --- |').join('')}`;
  for (const row of rows) yield `| ${row.map(markdownCell).join(' | ')} |`;
  yield '';
}

function* askLines(asks: readonly Ask[]): Iterable<string> {
  for (const { settles, command } of asks) {
    yield `- To know ${settles}:`;
    yield `  ${markdownCode(command)}`;
  }
  yield '';
}

function made({ routes, virtualHosts, clusters, listeners }: ReportResource): number {
  return routes + virtualHosts + clusters + listeners;
}

/** A finding as an item: who has to act, a request that shows it, what to do. */
function* findingItem(finding: Finding): Iterable<string> {
  const { severity, code, subject, message, witness, fix, resources } = finding;
  const at = resources.length === 0 ? '' : ` (at ${subject})`;
  yield `- **${severity}** ${markdownCode(code)} ${markdownCode(`${whoWords(finding)}: ${message}${at}`)}`;
  if (witness.kind === 'request') yield `  - try: ${markdownCode(witness.curl)}`;
  else yield `  - facts: ${markdownCode(witness.facts.join('; '))}`;
  yield `  - fix: ${markdownCode(fix)}`;
}

/** The worst in full; a ticket's field is no place for a thousand findings. */
function* findingLines({ findings, lint }: ReportResult): Iterable<string> {
  yield '### Findings';
  yield '';
  if (findings.length > 0) yield `${countWords(lint.counts)}, worst first:\n`;
  for (const finding of findings.slice(0, MOST)) yield* findingItem(finding);
  if (findings.length > MOST) yield `- and ${String(findings.length - MOST)} more: whyroute lint`;
  if (findings.length > 0) yield '';
  else yield 'None.\n';
  for (const line of lookedWords(lint)) yield `${markdownCode(line)}\n`;
}

function* resourceLines({ resources }: ReportResult): Iterable<string> {
  if (resources.length === 0) return;
  yield '### Resources';
  yield '';
  const most = resources.map((one, i) => ({ one, i })).sort((a, b) => made(b.one) - made(a.one) || a.i - b.i);
  const rows = most.slice(0, MOST).map(({ one }) => {
    const counts = [one.routes, one.virtualHosts, one.clusters, one.listeners].map(String);
    return [resourceWords(one.resource), ...counts];
  });
  yield* table(['Object', 'Routes', 'Virtual hosts', 'Clusters', 'Listeners'], rows);
  if (resources.length > MOST) yield `and ${String(resources.length - MOST)} more`;
}

function* reportLines(envelope: Envelope<ReportResult>, result: ReportResult): Iterable<string> {
  const { counts, redaction } = result;
  yield `## Gateway report`;
  yield '';
  yield markdownCode(proxyWords(result.proxy));
  yield '';
  const status = statusWords(envelope);
  if (status !== null) yield `**${status}**\n`;
  for (const kind of ['routes', 'virtualHosts', 'clusters', 'listeners'] as const) {
    yield `- ${kind === 'virtualHosts' ? 'virtual hosts' : kind}: ${countsText(counts[kind])}`;
  }
  yield `- host names: ${String(result.hosts)}`;
  for (const line of gapLines(result.gaps, new Set(SECTIONS), true)) yield `- ${markdownCode(line)}`;
  yield `- secrets removed before anything was computed: ${String(redaction.removed.values)}`;
  yield '';
  yield* findingLines(result);
  if (result.asks.length > 0) {
    yield '### What is missing';
    yield '';
    yield* askLines(result.asks);
  }
  yield '### Ports';
  yield '';
  const ports = result.ports.map(({ port, listener, chains, routes, state }) => [
    port === null ? '' : String(port),
    listener,
    String(chains),
    String(routes),
    state,
  ]);
  yield* table(['Port', 'Listener', 'Chains', 'Routes', 'State'], ports);
  yield* resourceLines(result);
}

/** In chunks; none when the envelope holds no result. */
export function renderReport(envelope: Envelope<ReportResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(reportLines(envelope, envelope.result));
}

/** Only what one more command would settle. */
export function renderAsks({ result }: Envelope<ReportResult>): Iterable<string> {
  if (result === null) return [];
  return chunksOf(
    result.asks.length === 0 ? ['Nothing is missing that a command would settle.'] : askLines(result.asks),
  );
}
