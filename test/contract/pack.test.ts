/** What npm would publish, and that it runs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: object;
}

function node(...args: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', input: '' });
  return { code: status, stdout, stderr };
}

describe('the package', () => {
  const manifest = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as Manifest;
  let files: readonly string[] = [];

  before(() => {
    if (!existsSync(`${ROOT}/dist/bin/whyroute.js`)) execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT });
    // Without scripts: `prepare` would build again, under the feet of the other tests.
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [tarball] = JSON.parse(packed) as readonly { files: readonly { path: string }[] }[];
    files = tarball?.files.map(({ path }) => path) ?? [];
  });

  it('holds the built program, the schemas and the seed sample, nothing else', () => {
    const strangers = files.filter((path) => !/^(dist|schemas|samples\/seed)\//.test(path));
    expect(strangers.sort()).to.deep.equal(['LICENSE', 'README.md', 'package.json']);
    expect(files.filter((path) => /\.(map|test\.\w+|tsbuildinfo)$/.test(path))).to.deep.equal([]);
    for (const needed of ['samples/seed/config_dump.json', 'schemas/output/routes.v1.schema.json']) {
      expect(files).to.include(needed);
    }
    expect(files).to.include('dist/THIRD-PARTY-NOTICES.txt');
  });

  it('what package.json points to is in it', () => {
    const pointers = JSON.stringify([manifest.bin, manifest.exports['.']]).match(/dist\/[\w./-]+/g) ?? [];
    expect(pointers.length).to.be.greaterThan(2);
    for (const path of pointers) expect(files).to.include(path);
  });

  it('needs no other package', () => {
    expect(manifest.dependencies).to.equal(undefined);
  });

  it('has the two names of one command, executable', () => {
    expect(Object.keys(manifest.bin).sort()).to.deep.equal(['kubectl-whyroute', 'whyroute']);
    expect(new Set(Object.values(manifest.bin)).size).to.equal(1);
    expect(readFileSync(`${ROOT}/dist/bin/whyroute.js`, 'utf8')).to.match(/^#!\/usr\/bin\/env node\n/);
  });

  for (const [name, path] of Object.entries(manifest.bin)) {
    it(`${name} --version`, () => {
      expect(node(path, '--version')).to.deep.equal({ code: 0, stdout: `whyroute ${manifest.version}\n`, stderr: '' });
    });
  }

  const bin = 'dist/bin/whyroute.js';
  for (const command of [
    'routes',
    'clusters',
    'listeners',
    'explain',
    'trace',
    'why-not',
    'lint',
    'rules',
    'report',
    'redact',
    'completion',
  ]) {
    it(`${command} --help says how it is called, with examples`, () => {
      const { code, stdout, stderr } = node(bin, command, '--help');
      expect([code, stderr]).to.deep.equal([0, '']);
      expect(stdout)
        .to.match(new RegExp(`^whyroute ${command} `))
        .and.to.include('Examples:');
    });
  }

  it('--help lists every command and no other', () => {
    const { stdout } = node(bin, '--help');
    const listed = [...stdout.matchAll(/^ {2}whyroute ([\w-]+) [[<]/gm)].map(([, name]) => name);
    expect(listed).to.deep.equal([
      'routes',
      'clusters',
      'listeners',
      'explain',
      'trace',
      'why-not',
      'lint',
      'rules',
      'report',
      'redact',
      'capture',
      'completion',
    ]);
  });

  it('exit codes', () => {
    for (const [args, code] of [
      [['samples/seed/config_dump.json'], 0],
      [['routes', '--no-such-option'], 2],
      [['missing.json'], 3],
      [['samples/seed/config_dump.json', 'missing.json'], 4],
    ] as const) {
      expect(node(bin, ...args).code, args.join(' ')).to.equal(code);
    }
  });

  for (const shell of ['bash', 'zsh', 'fish']) {
    it(`completion ${shell} is a script that the shell can parse`, function () {
      const { code, stdout } = node(bin, 'completion', shell);
      expect(code).to.equal(0);
      expect(stdout).to.include('whyroute').and.to.include('route-config');
      const parsed = spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' });
      if (parsed.error !== undefined) this.skip();
      expect([parsed.status, parsed.stderr]).to.deep.equal([0, '']);
    });
  }

  it('the library face is importable', () => {
    const { code, stdout } = node(
      '--input-type=module',
      '-e',
      "console.log(Object.keys(await import('whyroute')).join())",
    );
    expect(code).to.equal(0);
    for (const name of ['normalize', 'attribute', 'readInputs', 'routesDocument', 'explain', 'render']) {
      expect(stdout.trim().split(',')).to.include(name);
    }
  });
});
