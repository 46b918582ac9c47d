/** `whyroute rules [CODE]` */
import { rulesDocument } from '../../analyze/lint/index.ts';
import { COUNTED, EXIT } from '../../model/index.ts';
import type { Accounting } from '../../model/index.ts';
import { SCHEMA_VERSION, print } from '../answer.ts';
import { textArgument } from '../arguments.ts';
import { unknownRule } from '../lint/unknown-rule.ts';
import type { Io } from '../io.ts';
import type { Arguments } from './index.ts';

/** No input, so that nothing has to be accounted for. */
const NOTHING_READ = Object.fromEntries(
  COUNTED.map((kind) => [kind, { in: 0, explained: 0, unattributed: 0, skipped: 0, reasons: [] }]),
) as unknown as Accounting;

export async function rules(args: Arguments, io: Io): Promise<number> {
  const result = rulesDocument(textArgument(args, 'code') ?? null);
  if (result.rules.length === 0) throw unknownRule(result);
  const document = {
    schemaVersion: SCHEMA_VERSION,
    status: 'ok',
    exitCode: EXIT.done,
    warnings: [],
    errors: [],
  } as const;
  return print({ kind: 'rules', envelope: { ...document, accounting: NOTHING_READ, result } }, args, io);
}
