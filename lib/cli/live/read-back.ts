/** What was captured, read the way every command will read it: what cannot be read is known now, not a week later. */
import type { FleetMember } from '../../analyze/fleet/index.ts';
import { podWords, readTree } from '../../ingest/index.ts';
import type { Captured, Tree } from '../../ingest/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import type { Diagnostic } from '../../model/index.ts';
import { ALL_SECTIONS, normalize } from '../../normalize/index.ts';
import type { Io } from '../io.ts';

export interface ReadBack {
  readonly members: readonly FleetMember[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What was captured, as files under a name that documents are shown with. The manifest is known already. */
export function treeOf({ files }: Captured, name: string): Tree {
  return {
    name,
    entries: files
      .filter((file) => file.name.includes('/'))
      .map((file) => ({ path: file.name, size: file.bytes.length, read: () => Promise.resolve(file.bytes) })),
  };
}

/** @throws KnownError (environment) when not one pod's answer was a proxy's configuration. */
export async function readBack(captured: Captured, maxBytes: number, io: Io): Promise<ReadBack> {
  const members: FleetMember[] = [];
  const diagnostics: Diagnostic[] = [];
  const tree = treeOf(captured, 'captured');
  for (const { namespace, name, workload } of captured.manifest.pods) {
    const pod = { type: null, name, namespace };
    const { inputs } = await readTree(tree, { io, maxBytes, pod });
    try {
      const snapshot = normalize(inputs, ALL_SECTIONS);
      members.push({ namespace, name, workload, snapshot });
      diagnostics.push(...snapshot.diagnostics.filter(({ severity }) => severity !== 'note'));
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      const message = `the answer of ${podWords({ namespace, name, workload })} is no proxy's configuration: ${error.message}`;
      diagnostics.push({ code: 'CP007', severity: 'error', message });
    }
  }
  const [first, ...others] = diagnostics;
  if (members.length === 0 && first !== undefined) throw new KnownError(EXIT.environment, first, others);
  return { members, diagnostics };
}
