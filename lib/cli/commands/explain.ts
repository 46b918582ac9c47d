/** `whyroute explain` */
import { explain } from '../../analyze/explain/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import { ALL_SECTIONS } from '../../normalize/index.ts';
import { envelope, print } from '../answer.ts';
import { listArgument, numberArgument, optional, textArgument } from '../arguments.ts';
import { inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { load } from '../pipeline.ts';
import type { Arguments } from './index.ts';

/** With --host there is no SELECTOR: the first positional is an INPUT like the others. */
export async function explainCommand(args: Arguments, io: Io): Promise<number> {
  const first = textArgument(args, 'selector');
  const host = textArgument(args, 'host');
  if (first === undefined && host === undefined) {
    throw new KnownError(EXIT.usage, {
      code: 'US004',
      severity: 'error',
      message: 'explain what? Name a route, cluster, listener or resource, or give --host',
      hint: 'whyroute explain --help shows each form',
    });
  }
  const rest = listArgument(args, 'inputs');
  const named = host === undefined || first === undefined ? rest : [first, ...rest];
  const loaded = await load(inputsOf(args, named), ALL_SECTIONS, io);
  const selector =
    host === undefined
      ? (first ?? '')
      : { host, ...optional('path', textArgument(args, 'path')), ...optional('port', numberArgument(args, 'port')) };
  const result = explain(loaded.snapshot, loaded.provenance, selector);
  return print({ kind: 'explain', envelope: envelope(loaded, result) }, args, io);
}
