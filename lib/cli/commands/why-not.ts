/** `whyroute why-not` */
import { whyNotDocument } from '../../analyze/why-not/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import { ALL_SECTIONS } from '../../normalize/index.ts';
import { envelope, print } from '../answer.ts';
import { listArgument, textArgument } from '../arguments.ts';
import { inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { load } from '../pipeline.ts';
import type { Arguments } from './index.ts';

export async function whyNot(args: Arguments, io: Io): Promise<number> {
  const inputs = inputsOf(args, listArgument(args, 'inputs'));
  const loaded = await load(inputs, ALL_SECTIONS, io);
  if (!loaded.withResources) {
    throw new KnownError(EXIT.usage, {
      code: 'US009',
      severity: 'error',
      message: 'why-not needs the resources: only they tell what a rule would have become',
      hint: 'whyroute why-not VirtualService/shop/storefront dump.json -r resources/',
    });
  }
  const result = whyNotDocument(loaded.snapshot, loaded.provenance, textArgument(args, 'resource') ?? '');
  return print({ kind: 'whyNot', envelope: envelope(loaded, result) }, args, io);
}
