/** Draws result documents. Pure: no I/O, no detection of terminals or colors, no clock; knows no analysis. */
import { renderCaptureMarkdown, renderCaptureText } from './capture/index.ts';
import { renderExplainMarkdown, renderExplainText } from './explain/index.ts';
import type { PageData } from './html/index.ts';
import { renderJson, renderNdjson } from './json/index.ts';
import {
  renderLintBaseline,
  renderLintGithub,
  renderLintMarkdown,
  renderLintSarif,
  renderLintText,
} from './lint/index.ts';
import { renderMarkdownTable } from './markdown/index.ts';
import type { Answer, Format, RenderOptions } from './options.ts';
import { renderRedactMarkdown, renderRedactText } from './redact/index.ts';
import { renderAsks, renderReport } from './report/index.ts';
import { renderWhyNotMarkdown, renderWhyNotText } from './why-not/index.ts';
import { renderRules, renderRulesMarkdown } from './rules/index.ts';
import { renderTable } from './table/index.ts';
import {
  renderLogMarkdown,
  renderLogText,
  renderTraceMarkdown,
  renderTraceNdjson,
  renderTraceText,
} from './trace/index.ts';

export { renderDiagnostics } from './diagnostics/index.ts';
export { safe } from './escape/index.ts';
export { FORMATS } from './options.ts';
export { fleetWords } from './phrase/index.ts';
export { renderTraceLines } from './trace/index.ts';
export type { Answer, Format, RenderOptions, TableAnswer } from './options.ts';

/** The whole HTML page, in chunks. Loaded when asked for: the script in it is larger than all of this room. */
export async function renderPage(page: PageData): Promise<Iterable<string>> {
  return (await import('./html/index.ts')).renderPage(page);
}

/** Media types, for whoever serves or attaches the text. */
export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  table: 'text/plain',
  json: 'application/json',
  yaml: 'application/yaml',
  ndjson: 'application/x-ndjson',
  markdown: 'text/markdown',
  sarif: 'application/sarif+json',
  github: 'text/plain',
  baseline: 'application/json',
};

/**
 * The whole text of an answer as chunks to write one after the other. Asynchronous only because js-yaml and cli-table3 are
 * loaded when a format needs them; nothing is read from the world. Text formats have no chunk when the envelope holds no
 * result (its errors are for stderr, see `renderDiagnostics`); json, yaml and ndjson always print the envelope.
 */
export async function render(format: Format, answer: Answer, options: RenderOptions): Promise<Iterable<string>> {
  switch (format) {
    case 'json':
      return renderJson(answer.envelope);
    case 'ndjson':
      return answer.kind === 'trace' ? renderTraceNdjson(answer.envelope) : renderNdjson(answer.envelope);
    case 'yaml':
      return (await import('./yaml/index.ts')).renderYaml(answer.envelope);
    case 'sarif':
      return answer.kind === 'lint' ? renderLintSarif(answer.envelope) : [];
    case 'github':
      return answer.kind === 'lint' ? renderLintGithub(answer.envelope) : [];
    case 'baseline':
      return answer.kind === 'lint' ? renderLintBaseline(answer.envelope) : [];
    case 'markdown':
      if (answer.kind === 'lint') return renderLintMarkdown(answer.envelope);
      if (answer.kind === 'rules') return renderRulesMarkdown(answer.envelope);
      if (answer.kind === 'capture') return renderCaptureMarkdown(answer.envelope);
      if (answer.kind === 'explain') return renderExplainMarkdown(answer.envelope);
      if (answer.kind === 'trace') return renderTraceMarkdown(answer.envelope);
      if (answer.kind === 'traceLog') return renderLogMarkdown(answer.envelope);
      if (answer.kind === 'redact') return renderRedactMarkdown(answer.envelope);
      if (answer.kind === 'report') return renderReport(answer.envelope);
      if (answer.kind === 'asks') return renderAsks(answer.envelope);
      return answer.kind === 'whyNot' ? renderWhyNotMarkdown(answer.envelope) : renderMarkdownTable(answer);
    case 'table':
      if (answer.kind === 'lint') return renderLintText(answer.envelope, options);
      if (answer.kind === 'rules') return renderRules(answer.envelope, options);
      if (answer.kind === 'capture') return renderCaptureText(answer.envelope, options);
      if (answer.kind === 'explain') return renderExplainText(answer.envelope, options);
      if (answer.kind === 'trace') return renderTraceText(answer.envelope, options);
      if (answer.kind === 'traceLog') return renderLogText(answer.envelope, options);
      if (answer.kind === 'redact') return renderRedactText(answer.envelope, options);
      if (answer.kind === 'report') return renderReport(answer.envelope);
      if (answer.kind === 'asks') return renderAsks(answer.envelope);
      return answer.kind === 'whyNot' ? renderWhyNotText(answer.envelope, options) : await renderTable(answer, options);
  }
}
