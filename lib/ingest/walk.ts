/** Files below a directory, in code point order; links are not followed, so that there are no loops and no way out. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A directory that holds more is no dump folder, but somebody's home. */
const MAX_FILES = 10_000;
const MAX_DEPTH = 16;

export interface Walk {
  readonly files: readonly string[];
  /** Entries that were passed over, with the reason. */
  readonly passed: readonly { readonly path: string; readonly why: string }[];
}

export function walk(root: string): Walk {
  const files: string[] = [];
  const passed: { path: string; why: string }[] = [];
  const todo: { path: string; depth: number }[] = [{ path: root, depth: 0 }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { path, depth } = next;
    if (depth > MAX_DEPTH) {
      passed.push({ path, why: 'nested too deeply' });
      continue;
    }
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders: typeof todo = [];
    for (const entry of entries) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) folders.push({ path: child, depth: depth + 1 });
      else if (!entry.isFile())
        passed.push({ path: child, why: entry.isSymbolicLink() ? 'a link' : 'not a regular file' });
      else if (files.length >= MAX_FILES) return { files, passed: [...passed, { path: child, why: 'too many files' }] };
      else files.push(child);
    }
    todo.push(...folders.reverse());
  }
  return { files, passed };
}
