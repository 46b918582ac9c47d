/** `whyroute routes` */
import { SECTIONS_NEEDED, routesDocument } from '../../analyze/inventory/index.ts';
import { envelope, print } from '../answer.ts';
import { filtersOf, inputsOf } from '../filters.ts';
import { gatewayNote } from '../gateway-note.ts';
import type { Io } from '../io.ts';
import { withFleet } from '../live/with-fleet.ts';
import { load } from '../pipeline.ts';
import type { Arguments } from './index.ts';

export async function routes(args: Arguments, io: Io): Promise<number> {
  const filters = filtersOf(args);
  const loaded = await withFleet(await load({ ...inputsOf(args), compare: true }, SECTIONS_NEEDED.routes, io));
  const result = routesDocument(loaded.snapshot, loaded.provenance, filters);
  const diagnostics = [...loaded.diagnostics, ...gatewayNote(filters, loaded)];
  return print({ kind: 'routes', envelope: envelope({ ...loaded, diagnostics }, result) }, args, io);
}
