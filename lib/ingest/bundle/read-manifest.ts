/** The manifest of a bundle that is opened; a folder filled by the commands of `--dry-run` has none, and needs none. */
import type { Problems } from '../problems.ts';
import type { Tree } from '../tree/tree.ts';
import { gapDiagnostics } from './gap-words.ts';
import { MANIFEST_NAME, MANIFEST_VERSION, manifestFacts } from './manifest.ts';
import type { ManifestFacts } from './manifest.ts';

/** A manifest of a capture of thousands of pods. */
const MAX_MANIFEST = 64 * 1024 * 1024;

/** A capture of all kinds and a hundred pods has fewer; a hostile manifest could have any number. */
const MOST_GAPS = 400;

export async function readManifest(tree: Tree, problems: Problems): Promise<ManifestFacts | null> {
  const entry = tree.entries.find(({ path }) => path === MANIFEST_NAME || path.endsWith(`/${MANIFEST_NAME}`));
  if (entry === undefined || entry.size > MAX_MANIFEST) return null;
  const facts = manifestFacts((await entry.read()).toString('utf8'));
  if (facts === null) {
    problems.warn(tree.name, 'CP002', 'its manifest.json is not that of a whyroute bundle; the files are used');
    return null;
  }
  if (facts.version !== MANIFEST_VERSION) {
    problems.warn(tree.name, 'CP003', `a newer whyroute made this bundle (${facts.version ?? 'no version'})`);
  }
  problems.diagnostics.push(...gapDiagnostics(facts.gaps.slice(0, MOST_GAPS), tree.name));
  checkFiles(tree, entry.path.slice(0, -MANIFEST_NAME.length), facts, problems);
  return facts;
}

/** A bundle that was unpacked and edited, or not wholly copied. */
function checkFiles(tree: Tree, root: string, { files }: ManifestFacts, problems: Problems): void {
  const sizes = new Map(tree.entries.map(({ path, size }) => [path, size]));
  for (const [path, bytes] of files) {
    const size = sizes.get(`${root}${path}`);
    if (size === undefined)
      problems.fail(`${tree.name}/${path}`, 'CP004', 'the manifest names this file, and it is missing');
    else if (size !== bytes) {
      const message = `captured with ${String(bytes)} bytes, and now it has ${String(size)}: it was changed or cut`;
      problems.warn(`${tree.name}/${path}`, 'CP005', message);
    }
  }
}
