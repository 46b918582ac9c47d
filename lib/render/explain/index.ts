/** Explanations: one page an object, as text for a terminal and as Markdown for a ticket. */
import type { Envelope, ExplainResult, Section } from '../../model/index.ts';
import { markdownCode, safe } from '../escape/index.ts';
import type { RenderOptions } from '../options.ts';
import { gapLines, proxyWords, statusWords } from '../phrase/index.ts';
import { markdownPage, pageLines } from '../page/index.ts';
import { counted } from '../sheet/index.ts';
import { chunksOf, wrap } from '../table/index.ts';
import { pageOf } from './page.ts';

const RELEVANT: ReadonlySet<Section> = new Set<Section>(['bootstrap', 'listeners', 'routes', 'clusters']);

/** Lines after the pages; the last is the count. */
function footer(envelope: Envelope<ExplainResult>, result: ExplainResult): readonly string[] {
  const lines = [proxyWords(result.proxy), ...gapLines(result.gaps, RELEVANT, true)];
  const status = statusWords(envelope);
  if (status !== null) lines.push(status);
  if (result.objects.length > 0) {
    lines.push(`${counted(result.objects.length, 'object')} for ${result.selector}`);
    return lines;
  }
  lines.push(`Nothing in this proxy fits ${result.selector}`);
  if (result.nearest.length > 0) lines.push(`Nearest names: ${result.nearest.join(', ')}`);
  return lines;
}

function* textLines(
  envelope: Envelope<ExplainResult>,
  result: ExplainResult,
  options: RenderOptions,
): Iterable<string> {
  for (const object of result.objects) yield* pageLines(pageOf(object), options);
  for (const line of footer(envelope, result)) {
    if (options.width === null) yield safe(line);
    else yield* wrap(safe(line), options.width);
  }
}

/** The pages as text, in chunks; none when the envelope holds no result. */
export function renderExplainText(envelope: Envelope<ExplainResult>, options: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(textLines(envelope, envelope.result, options));
}

function* markdownLines(envelope: Envelope<ExplainResult>, result: ExplainResult): Iterable<string> {
  for (const object of result.objects) yield* markdownPage(pageOf(object));
  for (const [at, line] of footer(envelope, result).entries()) {
    if (at > 0) yield '';
    yield markdownCode(line);
  }
}

/** The pages as Markdown, in chunks; none when the envelope holds no result. */
export function renderExplainMarkdown(envelope: Envelope<ExplainResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(markdownLines(envelope, envelope.result));
}
