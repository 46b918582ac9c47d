/** Live runs where something goes wrong: every trouble has its words, its exit code, and leaves nothing behind. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { main } from '../../lib/cli/index.ts';
import type { Io } from '../../lib/cli/io.ts';
import { clusterOf, dumpOf, NAMESPACE, PODS } from '../support/cluster.ts';
import type { ClusterOptions } from '../support/cluster.ts';
import { runCli } from '../support/run-cli.ts';
import type { Ran } from '../support/run-cli.ts';
import { sampleBytes } from '../support/samples.ts';
import { isAlive } from '../support/stand-ins.ts';
import type { StandIns } from '../support/stand-ins.ts';

const [FIRST = '', SECOND = ''] = PODS;
const SAMPLE = 'seed';
const FORBIDDEN = 'Error from server (Forbidden): sidecars is forbidden: User "me" cannot list resource\n';
const ALL = '^proxy-config all';
const DUMP = 'GET config_dump';

describe('live trouble', function () {
  this.timeout(60_000);
  let cluster: StandIns;
  const started: StandIns[] = [];
  const start = (options: ClusterOptions = {}): void => {
    cluster = clusterOf({ sample: SAMPLE, pods: [FIRST], ...options });
    started.push(cluster);
  };
  const run = (...argv: string[]): Promise<Ran> => runCli(argv, { env: { PATH: cluster.bin } });
  const routes = (...argv: string[]): Promise<Ran> => run('routes', '--pod', `${FIRST}.${NAMESPACE}`, ...argv);
  const capture = (...argv: string[]): Promise<Ran> =>
    run('capture', 'deploy/istio-ingressgateway', '-n', NAMESPACE, '-O', cluster.path('b.tgz'), ...argv);
  const calls = (part: string): number => cluster.lines.filter((line) => line.includes(part)).length;
  const written = (): readonly string[] => readdirSync(cluster.folder).filter((name) => name.includes('b.tgz'));
  afterEach(() => {
    for (const one of started.splice(0)) one.remove();
  });

  describe('the way to the configuration', () => {
    it('an istioctl without `all` gives its sections', async () => {
      const sections = {
        bootstrap: 'bootstrap',
        listener: 'listeners',
        route: 'routes',
        cluster: 'clusters',
        endpoint: 'endpoints',
        secret: 'secret',
      };
      start({
        istioctl: [
          { args: ALL, stderr: 'Error: unknown command "all" for "istioctl proxy-config"\n', exitCode: 1 },
          ...Object.entries(sections).map(([name, file]) => ({
            args: `^proxy-config ${name} `,
            stdout: sampleBytes(SAMPLE, `${file}.json`).toString(),
          })),
        ],
      });
      const { exitCode, stderr, stdout } = await routes('-q');
      expect([exitCode, stderr, calls(DUMP)]).to.deep.equal([0, '', 0]);
      expect(stdout).to.include('VirtualService default/bookinfo');
    });

    it('one that prints its help instead, with exit code 0', async () => {
      start({
        istioctl: [
          { args: ALL, stdout: 'Retrieve configuration\n\nUsage:\n  istioctl proxy-config [command]\n' },
          { args: '^proxy-config route ', stdout: sampleBytes(SAMPLE, 'routes.json').toString() },
          { args: '^proxy-config', stdout: '[]' },
        ],
      });
      const { exitCode, stdout } = await routes();
      expect([exitCode, stdout.includes('VirtualService default/bookinfo')]).to.deep.equal([0, true]);
      expect(calls('proxy-config')).to.equal(3 + 6);
    });

    for (const [what, options] of [
      ['no istioctl at all', { istioctl: null }],
      ['an istioctl that may not forward ports', { istioctl: [{ args: ALL, stderr: FORBIDDEN, exitCode: 1 }] }],
      ['an istioctl that hangs', { istioctl: [{ args: ALL, hangs: true }] }],
    ] as const) {
      it(`${what}: Envoy is asked through kubectl`, async () => {
        start(options);
        const { exitCode, stdout } = await routes('--timeout', '4s');
        expect([exitCode, calls(DUMP)]).to.deep.equal([0, 1]);
        expect(stdout).to.include('VirtualService default/bookinfo');
      });
    }

    it('istioctl alone, where the full name is given', async () => {
      start({ kubectl: null });
      const { exitCode, stderr, stdout } = await routes();
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.include('VirtualService default/bookinfo');
      expect(stderr).to.include('not captured: resources (it takes kubectl, which was not found)');
      expect((await run('routes', '--pod', FIRST)).exitCode).to.equal(5);
      expect((await run('capture', '-O', cluster.path('b.tgz'))).stderr).to.include('only it can look for pods');
    });

    it('neither: exit code 5, and what to do', async () => {
      start({ istioctl: null, kubectl: null });
      const { exitCode, stderr } = await routes();
      expect(exitCode).to.equal(5);
      expect(stderr).to.include('neither istioctl nor kubectl is in PATH').and.include('--dry-run');
    });
  });

  describe('output', () => {
    it('cut with exit code 0: asked again, and taken when it is whole', async () => {
      const stdout = dumpOf(SAMPLE, FIRST);
      start({ istioctl: [{ args: ALL, stdout, cutAt: 32_768, cutCalls: 2 }] });
      const { exitCode, stderr } = await routes();
      expect([exitCode, calls('proxy-config all')]).to.deep.equal([0, 3]);
      expect(stderr.match(/: cut, asked again$/gm)).to.have.length(2);
    });

    it('cut every time, from both: refused, with what it is', async () => {
      start({
        istioctl: [{ args: ALL, stdout: dumpOf(SAMPLE, FIRST), cutAt: 30_000 }],
        kubectl: [{ args: DUMP, stdout: dumpOf(SAMPLE, FIRST), cutAt: 30_000 }],
      });
      const { exitCode, stderr, stdout } = await routes('-q');
      expect([exitCode, stdout, calls('proxy-config all'), calls(DUMP)]).to.deep.equal([5, '', 3, 3]);
      expect(stderr).to.include('the output is not whole');
    });

    it('cut at any place is never taken for whole', async () => {
      const text = dumpOf(SAMPLE, FIRST).trimEnd();
      for (const cutAt of [0, 1, text.length >> 1, text.length - 1]) {
        start({ istioctl: [{ args: ALL, stdout: text, cutAt }], kubectl: null });
        expect((await routes('-q')).exitCode, String(cutAt)).to.equal(5);
      }
    });

    it('warnings around the document are passed over', async () => {
      const noise = '2026-11-22T10:00:00.000000Z\twarn\tsomething\n';
      start({
        istioctl: [
          { args: ALL, stdout: `${noise}${dumpOf(SAMPLE, FIRST)}\n${noise}`, stderr: 'Warning: deprecated\n' },
        ],
      });
      const { exitCode, stdout } = await routes();
      expect([exitCode, stdout.includes('VirtualService default/bookinfo')]).to.deep.equal([0, true]);
    });

    it('150 MB are read; more than --max-bytes are refused and the child is ended', async () => {
      start({ istioctl: [{ args: ALL, megabytes: 150 }], kubectl: null });
      const large = await capture('-q');
      expect(large.exitCode).to.equal(5);
      const one = await run('routes', '--pod', `${FIRST}.${NAMESPACE}`, '-q');
      expect(one.stderr).to.not.include('more than');
      const { exitCode, stderr } = await routes('--max-bytes', '1000000', '-q');
      expect(exitCode).to.equal(5);
      expect(stderr).to.include('more than 1000000 bytes');
      expect(cluster.calls.filter(({ pid }) => isAlive(pid))).to.deep.equal([]);
    });

    it('an answer that is JSON and no proxy: Envoy is asked; refused and nothing written where that is no better', async () => {
      const stranger = { stdout: '{"hello":"world"}' };
      start({ istioctl: [{ args: ALL, ...stranger }] });
      expect((await routes('-q')).exitCode).to.equal(0);
      cluster.remove();
      start({ istioctl: [{ args: ALL, ...stranger }], kubectl: [{ args: DUMP, ...stranger }] });
      const { exitCode, stderr } = await capture('-q');
      expect([exitCode, written()]).to.deep.equal([5, []]);
      expect(stderr).to.include('not what was asked for');
    });
  });

  describe('the cluster', () => {
    it('kinds it lacks are no trouble, those it forbids a warning', async () => {
      start({ kubectl: [{ args: '-- sidecars', stderr: FORBIDDEN, exitCode: 1 }] });
      const { exitCode, stderr, stdout } = await capture();
      expect(exitCode).to.equal(0);
      expect(stderr).to.include(
        'warning[CP001]: not captured: sidecars.networking.istio.io (reading it is forbidden there)',
      );
      expect(stderr.match(/CP001/g)).to.have.length(1);
      expect(stdout).to.match(/The cluster has no .*httproutes/);
      const later = await run('routes', cluster.path('b.tgz'));
      expect([later.exitCode, later.stderr.includes('not captured: sidecars.networking.istio.io')]).to.deep.equal([
        0,
        true,
      ]);
    });

    it('a kind that fails or hangs makes it partial', async () => {
      for (const rule of [
        { args: '-- services$', stderr: 'Error from server (ServiceUnavailable): x\n', exitCode: 1 },
        { args: '-- services$', hangs: true },
        { args: '-- services$', stdout: '{"items":[' },
        { args: '-- services$', stdout: '{"kind":"Status"}' },
      ] as const) {
        start({ kubectl: [rule] });
        expect((await capture('--timeout', '5s')).exitCode, JSON.stringify(rule)).to.equal(4);
        expect(written()).to.deep.equal(['b.tgz']);
        cluster.remove();
      }
      start();
    });

    it('one of two pods fails: the other is in the bundle, exit code 4', async () => {
      start({
        pods: [FIRST, SECOND],
        istioctl: [{ args: `${SECOND}[.]`, stderr: 'Error: pod is gone\n', exitCode: 1 }],
        kubectl: [{ args: `${SECOND} --`, stderr: 'Error from server: gone\n', exitCode: 1 }],
      });
      const { exitCode, stderr, stdout } = await capture('-q');
      expect(exitCode).to.equal(4);
      expect(stderr).to.include(`${SECOND}.${NAMESPACE} could not be read`).and.include('pod is gone');
      expect(stdout).to.include('b.tgz: 1 pod ');
    });

    it('no such pod, no cluster, no right: exit code 5 with the words of kubectl', async () => {
      for (const stderr of [
        'Error from server (NotFound): pods "x" not found\n',
        'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n',
        'Error from server (Forbidden): pods is forbidden\n',
      ]) {
        start({ kubectl: [{ args: '^get ', stderr: `Warning: old\n${stderr}`, exitCode: 1 }] });
        const ran = await routes('-q');
        expect([ran.exitCode, ran.stdout]).to.deep.equal([5, '']);
        expect(ran.stderr).to.include(stderr.trim());
        cluster.remove();
      }
      start();
    });

    describe('pods of several workloads', () => {
      const names = [FIRST, 'other-7d9c8b6f5-x2x4q'];
      const pods = names.map((name) => ({
        metadata: { name, namespace: NAMESPACE },
        spec: { initContainers: [{ name: 'istio-proxy' }] },
        status: { phase: 'Running' },
      }));
      const several: ClusterOptions = {
        kubectl: [
          { args: '-- services web$', stdout: '{"metadata":{},"spec":{"selector":{"a":"b"}}}' },
          { args: '--selector=a=b -- pods', stdout: JSON.stringify({ items: pods }) },
        ],
      };
      const argv = ['routes', '--pod', `svc/web.${NAMESPACE}`];

      it('the list and exit code 2', async () => {
        start(several);
        const { exitCode, stderr } = await run(...argv);
        expect(exitCode).to.equal(2);
        expect(stderr).to.include('--pod other-7d9c8b6f5-x2x4q.istio-system');
      });

      it('a choice on a terminal', async () => {
        start(several);
        const options = { env: { PATH: cluster.bin }, columns: 100, stdinIsTerminal: true, stdin: '1\n' } as const;
        const { exitCode, stdout } = await runCli(argv, options);
        expect([exitCode, stdout.includes('VirtualService default/bookinfo')]).to.deep.equal([0, true]);
      });

      it('Ctrl-C instead of an answer', async () => {
        start(several);
        const listeners = new Map<string, () => void>();
        let stderr = '';
        const stream = {
          isTTY: true,
          write: (text: string) => ((stderr += text), true),
          once: () => null,
          on: () => null,
        };
        const stdin = Object.defineProperty(new PassThrough(), 'isTTY', { value: true });
        const running = main(argv, {
          stdin,
          stdout: stream,
          stderr: stream,
          env: { PATH: cluster.bin },
          on: (name, listener) => listeners.set(name, listener),
          off: (name) => listeners.delete(name),
        });
        while (!stderr.includes('[1-2]')) await new Promise((resolve) => setTimeout(resolve, 20));
        listeners.get('SIGINT')?.();
        expect([await running, stdin.destroyed]).to.deep.equal([130, true]);
      });
    });

    it('a program that cannot be started: exit code 5', async () => {
      start({ istioctl: null });
      writeFileSync(cluster.path('broken'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]));
      chmodSync(cluster.path('broken'), 0o755);
      const { exitCode, stderr } = await routes('--kubectl', cluster.path('broken'), '-q');
      expect(exitCode).to.equal(5);
      expect(stderr).to.match(/could not be started|exit code/);
    });

    it('a selector of a hostile Deployment never reaches a child', async () => {
      start({
        kubectl: [
          {
            args: '-- deployments.apps',
            stdout: '{"metadata":{"namespace":"n"},"spec":{"selector":{"matchLabels":{"a":"b --kubeconfig=$(x)"}}}}',
          },
        ],
      });
      expect((await capture('-q')).exitCode).to.equal(5);
      expect(calls('kubeconfig')).to.equal(0);
    });
  });

  describe('hostile names never reach a child', () => {
    const NAMES = ['-oyaml', '--kubeconfig=x', '$(x)', 'a\nb', 'a;b', 'x y', '`id`', '../x'];
    for (const name of NAMES) {
      it(JSON.stringify(name), async () => {
        start();
        for (const argv of [
          ['routes', `--pod=${name}`],
          ['routes', '--pod', 'gw', `-n=${name}`],
          ['routes', '--pod', 'gw.ns', `--context=${name}`],
          ['capture', `-O=${cluster.path('b.tgz')}`, '--', name],
          ['capture', `-O=${cluster.path('b.tgz')}`, `-l=${name}`],
          ['capture', `-O=${cluster.path('b.tgz')}`, `-n=${name}`],
          ['capture', '--dry-run', '--', name],
        ]) {
          const { exitCode } = await run(...argv);
          // A relative path, a word in a selector: ordinary where they stand.
          if (exitCode !== 2) expect(['x y', '../x'], argv.join(' ')).to.include(name);
        }
        for (const { args } of cluster.calls) {
          expect(args.slice(0, 1)).to.not.include(name);
          expect(args).to.not.include(name);
        }
      });
    }

    it('a kubectl in the current directory is not run', async () => {
      start({ istioctl: null });
      const here = cluster.path('here');
      mkdirSync(here);
      copyFileSync(`${cluster.bin}/kubectl`, `${here}/kubectl`);
      chmodSync(`${here}/kubectl`, 0o755);
      const before = process.cwd();
      process.chdir(here);
      try {
        for (const PATH of ['.', '', here, `.:${here}:./`]) {
          const ran = await runCli(['routes', '--pod', `${FIRST}.${NAMESPACE}`], { env: { PATH } });
          expect([ran.exitCode, cluster.calls], PATH).to.deep.equal([5, []]);
        }
        const named = await runCli(['routes', '--pod', `${FIRST}.${NAMESPACE}`, '--kubectl', './kubectl'], {
          env: { PATH: '' },
        });
        expect(named.exitCode, named.stderr).to.equal(0);
      } finally {
        process.chdir(before);
      }
    });

    it('--kubectl that cannot be run: exit code 5', async () => {
      start();
      writeFileSync(cluster.path('plain'), 'x');
      for (const given of [cluster.path('plain'), cluster.path('missing'), cluster.folder, 'nokubectl']) {
        expect((await routes('--kubectl', given)).exitCode, given).to.equal(5);
      }
    });

    it('--timeout wants a time', async () => {
      start();
      for (const text of ['0', '-1', 'x', '1h', '99999999m'])
        expect((await routes(`--timeout=${text}`)).exitCode, text).to.equal(2);
      expect(cluster.calls).to.deep.equal([]);
    });
  });

  describe('Ctrl-C', () => {
    for (const [signal, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      for (const deaf of [false, true]) {
        it(`${signal}, with a child that ${deaf ? 'does not listen' : 'hangs'}: no child, no file, ${String(exitCode)}`, async () => {
          start({ istioctl: [{ args: ALL, hangs: true, ...(deaf ? { deaf: true } : {}) }] });
          const listeners = new Map<string, () => void>();
          let stderr = '';
          const stream = { write: (text: string) => ((stderr += text), true), once: () => null, on: () => null };
          const io: Io = {
            stdin: (async function* () {})(),
            stdout: stream,
            stderr: stream,
            env: { PATH: cluster.bin },
            on: (name, listener) => listeners.set(name, listener),
            off: (name) => listeners.delete(name),
          };
          const running = main(['capture', `${FIRST}.${NAMESPACE}`, '-O', cluster.path('b.tgz'), '-q'], io);
          while (calls('proxy-config all') === 0) await new Promise((resolve) => setTimeout(resolve, 20));
          const begun = Date.now();
          listeners.get(signal)?.();
          expect(await running).to.equal(exitCode);
          expect(Date.now() - begun).to.be.lessThan(4000);
          expect(stderr).to.include('interrupted: nothing was written');
          expect(listeners.size).to.equal(0);
          // Children that had not been asked when the first was interrupted may still be on their way out.
          await new Promise((resolve) => setTimeout(resolve, 800));
          expect(cluster.calls.filter(({ pid }) => isAlive(pid))).to.deep.equal([]);
          expect(written()).to.deep.equal([]);
        });
      }
    }

    it('every child has a deadline, deaf ones too', async () => {
      start({ istioctl: [{ args: ALL, hangs: true, deaf: true }], kubectl: [{ args: DUMP, hangs: true, deaf: true }] });
      const begun = Date.now();
      const { exitCode, stderr } = await routes('--timeout', '700ms', '-q');
      expect([exitCode, Date.now() - begun < 8000]).to.deep.equal([5, true]);
      expect(stderr).to.include('no answer within 0.7 s');
      expect(cluster.calls.filter(({ pid }) => isAlive(pid))).to.deep.equal([]);
    });
  });

  it('slow is not hanging', async () => {
    start({ istioctl: [{ args: ALL, stdout: dumpOf(SAMPLE, FIRST), delayMs: 1200 }] });
    expect((await routes('--timeout', '20s')).exitCode).to.equal(0);
    expect(calls(DUMP)).to.equal(0);
  });

  it('with -o json a failure is an envelope on stdout', async () => {
    start({ istioctl: null, kubectl: null });
    const { stdout, exitCode } = await routes('-o', 'json');
    expect([exitCode, (JSON.parse(stdout) as { exitCode: number }).exitCode]).to.deep.equal([5, 5]);
  });

  it('a bundle that was changed says so', async () => {
    start();
    await capture('-q');
    const folder = cluster.path('unpacked');
    mkdirSync(folder);
    const { execFileSync } = await import('node:child_process');
    execFileSync('tar', ['xzf', cluster.path('b.tgz'), '-C', folder]);
    const dump = `${folder}/pods/${NAMESPACE}/${FIRST}/config_dump.json`;
    expect((await run('routes', folder)).exitCode).to.equal(0);
    writeFileSync(dump, `${readFileSync(dump, 'utf8')}\n`);
    expect((await run('routes', folder)).stderr).to.include('CP005');
    expect(existsSync(dump)).to.equal(true);
  });
});
