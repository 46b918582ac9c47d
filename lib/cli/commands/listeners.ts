/** `whyroute listeners` */
import { SECTIONS_NEEDED, listenersDocument } from '../../analyze/inventory/index.ts';
import { envelope, print } from '../answer.ts';
import { filtersOf, inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { load } from '../pipeline.ts';
import type { Arguments } from './index.ts';

export async function listeners(args: Arguments, io: Io): Promise<number> {
  const loaded = await load(inputsOf(args), SECTIONS_NEEDED.listeners, io);
  const result = listenersDocument(loaded.snapshot, loaded.provenance, filtersOf(args));
  return print({ kind: 'listeners', envelope: envelope(loaded, result) }, args, io);
}
