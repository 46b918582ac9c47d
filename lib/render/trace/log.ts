/** Groups of access log lines, most frequent first. */
import type { Envelope, LogAgreement, LogGroup, TraceLogResult } from '../../model/index.ts';
import { markdownCode, safe } from '../escape/index.ts';
import type { RenderOptions } from '../options.ts';
import { proxyWords, sourceWords, statusWords } from '../phrase/index.ts';
import { counted } from '../sheet/index.ts';
import { chunksOf, styled, wrap } from '../table/index.ts';

const AGREEMENT = {
  same: 'This dump does the same:',
  other: 'This dump does something else (a header that the log does not hold decides, or the configuration changed):',
  unknown: 'What this dump does with it cannot be compared:',
} as const satisfies Record<LogAgreement, string>;

function heading({ count, status, flags, cause }: LogGroup): string {
  const code = status === null ? '' : `${String(status)} `;
  const flag = flags.length === 0 ? '' : `${flags.join(',')} `;
  return `${counted(count, 'line')}: ${code}${flag}${cause}`;
}

function sentences({ cluster, agreement, trace, example }: LogGroup): readonly string[] {
  return [
    `line ${String(example.line)}: ${example.request}`,
    ...(cluster === null ? [] : [`logged cluster: ${cluster}`]),
    `${AGREEMENT[agreement]} ${trace.why}`,
    ...(trace.source === null ? [] : [`by ${sourceWords(trace.source, false)}`]),
  ];
}

function footer(
  envelope: Envelope<TraceLogResult>,
  { proxy, lines, unread, groups }: TraceLogResult,
): readonly string[] {
  const status = statusWords(envelope);
  const other = unread === 0 ? '' : `; ${counted(unread, 'line')} of another format`;
  const count = `${counted(lines, 'line')} in ${counted(groups.length, 'group')}${other}`;
  return [proxyWords(proxy), ...(status === null ? [] : [status]), count];
}

function* textLines(
  envelope: Envelope<TraceLogResult>,
  result: TraceLogResult,
  { width, color }: RenderOptions,
): Iterable<string> {
  const room = width ?? Number.POSITIVE_INFINITY;
  for (const group of result.groups) {
    for (const line of wrap(safe(heading(group)), room)) yield styled(line, color ? 'bold' : null);
    for (const sentence of sentences(group)) {
      for (const line of wrap(safe(sentence), Math.max(16, room - 2))) yield `  ${line}`;
    }
    yield '';
  }
  for (const line of footer(envelope, result)) yield* wrap(safe(line), room);
}

/** The groups as text, in chunks; none when the envelope holds no result. */
export function renderLogText(envelope: Envelope<TraceLogResult>, options: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(textLines(envelope, envelope.result, options));
}

function* markdownLines(envelope: Envelope<TraceLogResult>, result: TraceLogResult): Iterable<string> {
  for (const group of result.groups) {
    yield `- ${markdownCode(heading(group))}`;
    for (const sentence of sentences(group)) yield `  - ${markdownCode(sentence)}`;
  }
  yield '';
  for (const [at, line] of footer(envelope, result).entries()) {
    if (at > 0) yield '';
    yield markdownCode(line);
  }
}

/** The groups as Markdown, in chunks; none when the envelope holds no result. */
export function renderLogMarkdown(envelope: Envelope<TraceLogResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(markdownLines(envelope, envelope.result));
}
