/** Traces: one request hop by hop, as text and as Markdown; and the lines of a batch. */
import type { Envelope, Section, TraceResult } from '../../model/index.ts';
import { jsonText, markdownCode, safe } from '../escape/index.ts';
import type { RenderOptions } from '../options.ts';
import { gapLines, proxyWords, statusWords } from '../phrase/index.ts';
import { chunksOf, styled, wrap } from '../table/index.ts';
import { outcomeOwner } from './owner.ts';
import type { Block, Line } from './page.ts';
import { blocksOf, outcomeWords, requestWords } from './page.ts';

export { renderLogMarkdown, renderLogText } from './log.ts';
export { renderTraceLines } from './lines.ts';

const RELEVANT: ReadonlySet<Section> = new Set<Section>(['bootstrap', 'listeners', 'routes', 'clusters', 'endpoints']);

const FROM = { read: 'from the input', given: 'as given', assumed: 'assumed' } as const;

function footer(envelope: Envelope<TraceResult>, result: TraceResult): readonly string[] {
  const { envoyVersion, versionFrom, runtimeFrom } = result.profile;
  const runtime = runtimeFrom === 'assumed' ? '; runtime flags assumed as Istio sets them' : '';
  const status = statusWords(envelope);
  return [
    proxyWords(result.proxy),
    `By the rules of Envoy ${envoyVersion} (${FROM[versionFrom]}${runtime})`,
    ...gapLines(result.gaps, RELEVANT, true),
    ...(status === null ? [] : [status]),
  ];
}

/** One line of a block, wrapped under its mark. */
function* lineText({ mark, text, depth }: Line, width: number | null): Iterable<string> {
  const indent = ' '.repeat(2 + depth * 4);
  const lead = mark === '' ? '' : `${mark} `;
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(16, width - indent.length - 2);
  for (const [at, line] of wrap(`${lead}${safe(text)}`, room).entries())
    yield `${indent}${at === 0 ? '' : '  '}${line}`;
}

function* blockText({ title, name, lines }: Block, { width, color }: RenderOptions): Iterable<string> {
  yield `${styled(title, color ? 'bold' : null)}${name === '' ? '' : ` ${safe(name)}`}`;
  for (const line of lines) yield* lineText(line, width);
  yield '';
}

function* textLines(envelope: Envelope<TraceResult>, result: TraceResult, options: RenderOptions): Iterable<string> {
  const width = options.width ?? Number.POSITIVE_INFINITY;
  for (const line of wrap(safe(`${outcomeWords(result)}${outcomeOwner(result)}: ${requestWords(result)}`), width)) {
    yield styled(line, options.color ? 'bold' : null);
  }
  yield* wrap(safe(result.why), width);
  yield '';
  for (const block of blocksOf(result)) yield* blockText(block, options);
  for (const line of footer(envelope, result)) yield* wrap(safe(line), width);
}

/** The trace as text, in chunks; none when the envelope holds no result. */
export function renderTraceText(envelope: Envelope<TraceResult>, options: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(textLines(envelope, envelope.result, options));
}

function* markdownLines(envelope: Envelope<TraceResult>, result: TraceResult): Iterable<string> {
  yield `## Trace ${markdownCode(requestWords(result))}`;
  yield '';
  yield `${markdownCode(`${outcomeWords(result)}${outcomeOwner(result)}`)}: ${markdownCode(result.why)}`;
  yield '';
  for (const { title, name, lines } of blocksOf(result)) {
    yield `- **${title}** ${markdownCode(name)}`.trimEnd();
    for (const { mark, text, depth } of lines) {
      yield `${'  '.repeat(depth + 1)}- ${mark === '' ? '' : `${mark} `}${markdownCode(text)}`;
    }
  }
  yield '';
  for (const [at, line] of footer(envelope, result).entries()) {
    if (at > 0) yield '';
    yield markdownCode(line);
  }
}

/** The trace as Markdown, in chunks; none when the envelope holds no result. */
export function renderTraceMarkdown(envelope: Envelope<TraceResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(markdownLines(envelope, envelope.result));
}

/** The whole trace as one line, and last the envelope without it, as with every other command. */
export function renderTraceNdjson({ result, ...envelope }: Envelope<TraceResult>): Iterable<string> {
  const first = result === null ? [] : [{ kind: 'trace', ...result }];
  const lines: readonly object[] = [...first, { kind: 'summary', ...envelope, result: null }];
  return lines.map((line) => `${jsonText(JSON.stringify(line))}\n`);
}
