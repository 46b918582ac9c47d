/** Golden files: UPDATE_GOLDENS=1 rewrites them, never in CI; a golden that no test asked for fails the run. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

export class Goldens {
  readonly #folder: string;
  readonly #seen = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `name` may hold slashes. */
  check(name: string, actual: string): void {
    this.#seen.add(name);
    const path = join(this.#folder, name);
    if (process.env['UPDATE_GOLDENS'] === '1') {
      if (process.env['CI'] !== undefined) throw new Error('goldens are never rewritten in CI');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, actual);
    }
    expect(existsSync(path), `${name} is missing: run UPDATE_GOLDENS=1 npm test`).to.equal(true);
    expect(actual).to.equal(readFileSync(path, 'utf8'));
  }

  /** Call when all tests of the folder have run. */
  expectNoOrphans(): void {
    const files = readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.#folder.length + 1));
    expect(files.filter((file) => !this.#seen.has(file))).to.deep.equal([]);
  }
}
