/** What the rules of resources became: one page a resource. */
import type { Envelope, WhyNotResource, WhyNotResult } from '../../model/index.ts';
import { markdownCode, safe } from '../escape/index.ts';
import type { RenderOptions } from '../options.ts';
import type { Page } from '../page/index.ts';
import { markdownPage, pageLines } from '../page/index.ts';
import { proxyWords, resourceWords, ruleEntries, statusWords } from '../phrase/index.ts';
import { counted } from '../sheet/index.ts';
import { chunksOf, wrap } from '../table/index.ts';

function pageOf({ resource, location, what, rules }: WhyNotResource): Page {
  return {
    title: resourceWords(resource),
    selector: `(${location.file}:${String(location.line)})`,
    sentences: what,
    places: [location, ...rules.map((rule) => rule.location)],
    entries: ruleEntries(rules),
  };
}

/** Lines after the pages; the last is the count. */
function footer(envelope: Envelope<WhyNotResult>, result: WhyNotResult): readonly string[] {
  const lines = [proxyWords(result.proxy)];
  const status = statusWords(envelope);
  if (status !== null) lines.push(status);
  if (result.resources.length > 0) {
    const rules = result.resources.reduce((sum, one) => sum + one.rules.length, 0);
    lines.push(
      `${counted(result.resources.length, 'resource')} for ${result.selector}, ${counted(rules, 'place')} in it`,
    );
    return lines;
  }
  lines.push(`None of the resources given is ${result.selector}`);
  if (result.nearest.length > 0) lines.push(`Nearest names: ${result.nearest.join(', ')}`);
  return lines;
}

function* textLines(envelope: Envelope<WhyNotResult>, result: WhyNotResult, options: RenderOptions): Iterable<string> {
  for (const resource of result.resources) yield* pageLines(pageOf(resource), options);
  for (const line of footer(envelope, result)) {
    if (options.width === null) yield safe(line);
    else yield* wrap(safe(line), options.width);
  }
}

/** The pages as text, in chunks; none when the envelope holds no result. */
export function renderWhyNotText(envelope: Envelope<WhyNotResult>, options: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(textLines(envelope, envelope.result, options));
}

function* markdownLines(envelope: Envelope<WhyNotResult>, result: WhyNotResult): Iterable<string> {
  for (const resource of result.resources) yield* markdownPage(pageOf(resource));
  for (const [at, line] of footer(envelope, result).entries()) {
    if (at > 0) yield '';
    yield markdownCode(line);
  }
}

/** The pages as Markdown, in chunks; none when the envelope holds no result. */
export function renderWhyNotMarkdown(envelope: Envelope<WhyNotResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(markdownLines(envelope, envelope.result));
}
