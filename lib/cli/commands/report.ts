/** `whyroute report` */
import { deflateRawSync } from 'node:zlib';
import { lintDocument } from '../../analyze/lint/index.ts';
import { Redactor, removalsOf } from '../../analyze/redact/index.ts';
import { packed, reportDocument } from '../../analyze/report/index.ts';
import { writeWhole } from '../../ingest/index.ts';
import { EXIT } from '../../model/index.ts';
import type { Diagnostic, ReportResult } from '../../model/index.ts';
import { render, renderPage } from '../../render/index.ts';
import { envelope, print, say } from '../answer.ts';
import { flagArgument, listArgument, textArgument, textsArgument } from '../arguments.ts';
import { inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import type { Format } from '../options.ts';
import { outFileOf } from '../out-file.ts';
import type { OutFile } from '../out-file.ts';
import { refuseRemoved } from '../redact/check.ts';
import { fragmentsOf } from '../report/fragments.ts';
import { loadRedacted } from '../report/load-redacted.ts';
import type { LoadedRedacted } from '../report/load-redacted.ts';
import { VERSION } from '../version.ts';
import type { Arguments } from './index.ts';

const EXAMPLE = 'whyroute report dump.json -O gateway.html';

export async function report(args: Arguments, io: Io): Promise<number> {
  const inputs = listArgument(args, 'inputs');
  const asks = flagArgument(args, 'ask');
  const given = (textArgument(args, 'output') ?? 'html') as Format | 'html';
  // What to ask is a few lines, and no page.
  const format = asks && given === 'html' ? 'table' : given;
  const toFile = format === 'html' || textArgument(args, 'out') !== undefined;
  const read = [...inputs, ...textsArgument(args, 'resources')];
  const out = toFile ? await outFileOf(args, read, EXAMPLE) : null;
  const redactor = new Redactor();
  const loaded = await loadRedacted(inputsOf(args, inputs), redactor, io);
  const redaction = removalsOf(redactor.registry);
  const remarks = loaded.diagnostics.filter(({ severity }) => severity !== 'note');
  const lint = lintDocument(loaded.snapshot, loaded.provenance);
  const result = reportDocument(loaded.snapshot, loaded.provenance, { redaction, remarks, lint });
  const document = envelope(loaded, result);
  const answer = { kind: asks ? 'asks' : 'report', envelope: document } as const;
  if (out === null) return print(answer, { ...args, output: format }, io);
  const plain = { width: null, color: false, wide: false };
  if (format === 'html') await writePage(out, loaded, result, redactor);
  else {
    const text = [...(await render(format === 'wide' ? 'table' : format, answer, plain))].join('');
    const check = (written: Buffer): void => {
      refuseRemoved([written.toString('utf8')], redactor);
    };
    await writeWhole(out.path, [text], { force: out.force, check });
  }
  await say([...document.errors, ...document.warnings, wrote(out.path)], args, io);
  return loaded.partial ? EXIT.partial : EXIT.done;
}

function wrote(document: string): Diagnostic {
  const message = 'written; hosts, names and addresses are in it, so look at it before you share it';
  return { code: 'RD004', severity: 'note', message, document };
}

const pack = (text: string): string => deflateRawSync(text, { level: 9 }).toString('base64');

async function writePage(
  { path, force }: OutFile,
  loaded: LoadedRedacted,
  result: ReportResult,
  redactor: Redactor,
): Promise<void> {
  const data = packed({ report: result, snapshot: loaded.snapshot, provenance: loaded.provenance });
  const fragments = fragmentsOf(loaded.snapshot, loaded.inputs);
  const { name, nodeId } = result.proxy;
  const page = { title: name ?? nodeId ?? 'proxy', version: VERSION, report: pack(data), fragments: pack(fragments) };
  const text = [...(await renderPage(page))].join('');
  // What is packed cannot be searched from outside: it is searched before, and the page around it after.
  refuseRemoved([data, fragments], redactor);
  const check = (written: Buffer): void => {
    refuseRemoved([shellOf(written.toString('utf8'))], redactor);
  };
  await writeWhole(path, [text], { force, check });
}

/** The page without its packed data, which was searched as it is. */
function shellOf(page: string): string {
  return page.replace(/<script\b[^>]*>[^<]*<\/script>/g, '');
}
