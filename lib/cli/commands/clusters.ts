/** `whyroute clusters` */
import { SECTIONS_NEEDED, clustersDocument } from '../../analyze/inventory/index.ts';
import { envelope, print } from '../answer.ts';
import { filtersOf, inputsOf } from '../filters.ts';
import type { Io } from '../io.ts';
import { load } from '../pipeline.ts';
import type { Arguments } from './index.ts';

export async function clusters(args: Arguments, io: Io): Promise<number> {
  const loaded = await load(inputsOf(args), SECTIONS_NEEDED.clusters, io);
  const result = clustersDocument(loaded.snapshot, loaded.provenance, filtersOf(args));
  return print({ kind: 'clusters', envelope: envelope(loaded, result) }, args, io);
}
