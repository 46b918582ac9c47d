/** The built command against stand-ins, as a process: signals, and what is loaded. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { clusterOf, NAMESPACE, PODS } from '../support/cluster.ts';
import { samplePath } from '../support/samples.ts';
import { isAlive } from '../support/stand-ins.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = `${ROOT}/dist/bin/whyroute.js`;
const [FIRST = ''] = PODS;

describe('the built command, live', function () {
  this.timeout(60_000);
  before(() => {
    if (!existsSync(BIN)) execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT });
  });

  it('captures, and ends by itself', async () => {
    const cluster = clusterOf();
    const argv = [BIN, 'capture', 'deploy/istio-ingressgateway', '-n', NAMESPACE, '-O', cluster.path('b.tgz'), '-q'];
    const child = spawn(process.execPath, argv, { env: { PATH: cluster.bin } });
    const [code] = (await once(child, 'close')) as [number];
    expect([code, existsSync(cluster.path('b.tgz'))]).to.deep.equal([0, true]);
    cluster.remove();
  });

  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`${signal} while a child hangs: no child, no file, exit code ${String(exitCode)}, soon`, async () => {
      const cluster = clusterOf({ istioctl: [{ args: '^proxy-config', hangs: true, deaf: true }] });
      const argv = [BIN, 'capture', `${FIRST}.${NAMESPACE}`, '-O', cluster.path('b.tgz')];
      const child = spawn(process.execPath, argv, { env: { PATH: cluster.bin } });
      while (!cluster.lines.some((line) => line.includes('proxy-config'))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const begun = Date.now();
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number];
      expect([code, Date.now() - begun < 4000]).to.deep.equal([exitCode, true]);
      expect(cluster.calls.filter(({ pid }) => isAlive(pid))).to.deep.equal([]);
      expect(readdirSync(cluster.folder).filter((name) => name.includes('b.tgz'))).to.deep.equal([]);
      cluster.remove();
    });
  }

  it('reading a file loads no execa', () => {
    const { stderr } = spawnSync(process.execPath, [BIN, 'routes', samplePath('seed')], {
      env: { ...process.env, NODE_DEBUG: 'module' },
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    expect(stderr, 'the trace of loaded modules').to.include('bin/whyroute.js');
    expect(stderr).to.not.match(/(?:execa|yargs|page)\.cjs/);
    const program = readFileSync(`${ROOT}/dist/bin/program.cjs`, 'utf8');
    for (const apart of ['execa', 'yargs', 'page']) expect(program).to.include(`require("./${apart}.cjs")`);
  });
});
