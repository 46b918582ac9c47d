/** Adds to an answer about one pod what tells it from the other pods of its workload. */
import { fleetOf } from '../../analyze/fleet/index.ts';
import type { FleetMember } from '../../analyze/fleet/index.ts';
import { KnownError } from '../../model/index.ts';
import type { Diagnostic, FleetGroup } from '../../model/index.ts';
import { normalize } from '../../normalize/index.ts';
import { podWords } from '../../ingest/index.ts';
import type { Sibling } from '../../ingest/index.ts';
import { fleetWords } from '../../render/index.ts';
import { REPLAYED } from '../pipeline.ts';
import type { Loaded } from '../pipeline.ts';

async function memberOf({ pod, read }: Sibling): Promise<FleetMember | Diagnostic> {
  try {
    return { ...pod, snapshot: normalize(await read(), new Set(REPLAYED)) };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const message = `${podWords(pod)} cannot be compared: ${error.message}`;
    return { code: 'FL003', severity: 'warning', message };
  }
}

export async function withFleet(loaded: Loaded): Promise<Loaded> {
  const { pod, siblings, snapshot } = loaded;
  if (pod === null || siblings.length === 0) return loaded;
  const members: FleetMember[] = [{ ...pod, snapshot }];
  const problems: Diagnostic[] = [];
  for (const sibling of siblings) {
    const member = await memberOf(sibling);
    if ('snapshot' in member) members.push(member);
    else problems.push(member);
  }
  return { ...loaded, diagnostics: [...loaded.diagnostics, ...problems, ...fleetOf(members).flatMap(diagnosticsOf)] };
}

/** A warning for each pod that differs, a note when none does. */
function diagnosticsOf(group: FleetGroup): readonly Diagnostic[] {
  const { same, odd, tie } = fleetWords(group);
  if (same !== null) return [{ code: 'FL002', severity: 'note', message: same }];
  return odd.map(({ title, differences }) => ({
    code: 'FL001',
    severity: 'warning',
    message: `${title}: ${differences.join('; ')}`,
    ...(tie === null ? {} : { hint: tie }),
  }));
}
