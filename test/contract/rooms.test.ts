/** ARCHITECTURE.md's table of rooms, the folders of lib/ and the rules of dependency-cruiser say the same. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Rule {
  readonly name: string;
  readonly from: { readonly path?: string };
  readonly to: { readonly pathNot?: readonly string[] | string };
}

/** Room → the rooms that its row lets it import; null stands for every door. */
function roomsOfTable(): Map<string, string[] | null> {
  const text = readFileSync(`${ROOT}/ARCHITECTURE.md`, 'utf8');
  const rows = [...text.matchAll(/^\| `lib\/(\w+)\/` \|.*\| ([^|]+) \|$/gm)];
  return new Map(
    rows.map(([, room = '', may = '']) => [room, may === 'every door' ? null : may === '–' ? [] : may.split(', ')]),
  );
}

/** Room → what the `ROOM-imports-forward-only` rule lets it import, itself left out. */
function roomsOfRules(): Map<string, string[]> {
  const { forbidden } = createRequire(import.meta.url)(`${ROOT}/.dependency-cruiser.cjs`) as {
    forbidden: readonly Rule[];
  };
  return new Map(
    forbidden.flatMap(({ name, to }) => {
      const room = /^(\w+)-imports-forward-only$/.exec(name)?.[1];
      if (room === undefined) return [];
      const allowed = [to.pathNot ?? []].flat().flatMap((path) => /^\^lib\/(\w+)\/$/.exec(path)?.[1] ?? []);
      return [[room, allowed.filter((other) => other !== room)] as const];
    }),
  );
}

describe('rooms', () => {
  const table = roomsOfTable();
  const folders = readdirSync(`${ROOT}/lib`, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );

  it('the folders of lib/ are the rooms of ARCHITECTURE.md', () => {
    expect([...table.keys()].sort()).to.deep.equal(folders.sort());
  });

  it('what a room may import is what the rules allow it', () => {
    const rules = roomsOfRules();
    for (const [room, may] of table) {
      if (may === null) expect(rules.has(room), room).to.equal(false);
      // A rule may also name rooms that are not built yet.
      else
        expect((rules.get(room) ?? []).filter((other) => folders.includes(other)).sort(), room).to.deep.equal(
          may.sort(),
        );
    }
  });

  it('every room but base has a door', () => {
    for (const room of folders.filter((name) => name !== 'base' && name !== 'analyze')) {
      expect(readdirSync(`${ROOT}/lib/${room}`), room).to.include('index.ts');
    }
    for (const { name } of readdirSync(`${ROOT}/lib/analyze`, { withFileTypes: true })) {
      expect(readdirSync(`${ROOT}/lib/analyze/${name}`), name).to.include('index.ts');
    }
  });
});
