/** `capture` and live `--pod` against stand-ins of istioctl and kubectl that answer. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readTar } from '../../lib/ingest/tar/read-tar.ts';
import { inflate } from '../support/inflate.ts';
import { clusterOf, dumpOf, list, NAMESPACE, PODS, resourceListsOf } from '../support/cluster.ts';
import type { ClusterOptions } from '../support/cluster.ts';
import { runCli } from '../support/run-cli.ts';
import type { Ran } from '../support/run-cli.ts';
import type { StandIns } from '../support/stand-ins.ts';
import { loadYaml } from '../../lib/base/yaml.ts';
import { expectValid } from '../contract/schemas.ts';

const SAMPLE = 'shop';
const [FIRST = '', SECOND = '', THIRD = ''] = PODS;
const SCHEMA = new URL('../../schemas/bundle/manifest.v1.schema.json', import.meta.url);

interface Answer {
  readonly exitCode: number;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly result: Readonly<Record<string, unknown>>;
}

function answerOf({ stdout }: Ran): Answer {
  return JSON.parse(stdout) as Answer;
}

describe('capture', function () {
  this.timeout(60_000);
  let cluster: StandIns;
  const started: StandIns[] = [];
  const lists = resourceListsOf(SAMPLE);
  const start = (options: ClusterOptions = {}): void => {
    cluster = clusterOf({ sample: SAMPLE, resources: lists, ...options });
    started.push(cluster);
  };
  const run = (...argv: string[]): Promise<Ran> =>
    runCli(argv, {
      env: { PATH: cluster.bin, HOME: '/nowhere', TOKEN: 'secret', AWS_PROFILE: 'prod', KUBECONFIG: 'a:b' },
    });
  const bundle = (): string => cluster.path('bundle.tgz');
  const filesOf = (file: string): Map<string, string> =>
    new Map(readTar(inflate(readFileSync(file), 1e9).bytes).entries.map(({ name, bytes }) => [name, bytes.toString()]));
  afterEach(() => {
    for (const one of started.splice(0)) one.remove();
  });

  it('three pods of a Deployment: what is in the bundle, and what was run for it', async () => {
    start();
    const ran = await run('capture', 'deploy/istio-ingressgateway', '-n', NAMESPACE, '-O', bundle(), '-o', 'json');
    expect(ran.exitCode, ran.stderr).to.equal(0);
    expectValid('capture', JSON.parse(ran.stdout), 'capture');
    const files = filesOf(bundle());
    expect([...files.keys()].filter((name) => !name.startsWith('resources/'))).to.deep.equal([
      'manifest.json',
      ...PODS.flatMap((pod) =>
        ['config_dump', 'envoy_clusters'].map((file) => `pods/${NAMESPACE}/${pod}/${file}.json`),
      ),
    ]);
    // Raw documents as received.
    expect(files.get(`pods/${NAMESPACE}/${FIRST}/config_dump.json`)).to.equal(dumpOf(SAMPLE, FIRST));
    const manifest = JSON.parse(files.get('manifest.json') ?? '') as Record<string, unknown>;
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
    );
    expect(validate(manifest), JSON.stringify(validate.errors)).to.equal(true);
    expect(manifest['context']).to.equal('kind-test');
    expect(manifest['versions']).to.deep.equal({ istioctl: '1.30.3', kubectl: 'v1.32.4', kubernetes: 'v1.31.0' });
    expect(cluster.lines.filter((line) => !line.includes('--all-namespaces'))).to.deep.equal([
      ...PODS.map((pod) => `istioctl proxy-config all --output=json -- ${pod}.${NAMESPACE}`),
      'istioctl version --remote=false --output=json',
      'kubectl config current-context',
      ...PODS.map(
        (pod) =>
          `kubectl exec --namespace=${NAMESPACE} --container=istio-proxy ${pod} -- pilot-agent request GET clusters?format=json`,
      ),
      `kubectl get --output=json --namespace=${NAMESPACE} -- deployments.apps istio-ingressgateway`,
      `kubectl get --output=json --namespace=${NAMESPACE} -- pods`,
      `kubectl get --output=json --namespace=${NAMESPACE} --selector=istio=ingressgateway,app=istio-ingressgateway -- pods`,
      'kubectl version --output=json',
    ]);
  });

  it('every format says the same; ndjson has a row for each pod and kind', async () => {
    start();
    const of = (format: string): Promise<Ran> =>
      run('capture', `${FIRST}.${NAMESPACE}`, '-O', cluster.path(`${format}.tgz`), '-q', '-o', format);
    const rows = (await of('ndjson')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(rows.map(({ kind }) => kind)).to.deep.equal(['pod', ...Array<string>(6).fill('resource'), 'summary']);
    expect((loadYaml((await of('yaml')).stdout)[0] as { result: { pods: unknown[] } }).result.pods).to.have.length(1);
    expect((await of('markdown')).stdout).to.match(/^- `istio-ingressgateway-/);
  });

  it('children see a part of the environment, a neutral folder, and absolute KUBECONFIG', async () => {
    start();
    await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle());
    for (const { env, cwd } of cluster.calls) {
      expect(
        Object.keys(env)
          .filter((name) => name !== 'PWD' && !name.startsWith('_') && name !== 'SHLVL' && name !== 'OLDPWD')
          .sort(),
      ).to.deep.equal(['AWS_PROFILE', 'HOME', 'KUBECONFIG', 'PATH']);
      expect(cwd).to.equal('/');
      expect(env['KUBECONFIG']).to.equal(`${join(process.cwd(), 'a')}:${join(process.cwd(), 'b')}`);
    }
  });

  it('every command on the bundle equals the same command on the raw files', async () => {
    start();
    await run('capture', 'deploy/istio-ingressgateway', '-n', NAMESPACE, '-O', bundle());
    const files = filesOf(bundle());
    const raw: string[] = [];
    for (const [name, text] of files) {
      if (!name.includes(SECOND) && !name.startsWith('resources/')) continue;
      const file = cluster.path(name.replaceAll('/', '_'));
      writeFileSync(file, text);
      raw.push(...(name.startsWith('resources/') ? ['-r', file] : [file]));
    }
    for (const command of [
      ['routes'],
      ['clusters'],
      ['listeners'],
      ['explain', 'VirtualService/shop/storefront'],
      ['trace', 'https://shop.example.com/cart'],
      ['why-not', 'VirtualService/shop/storefront'],
    ]) {
      const ofBundle = await run(...command, bundle(), '--pod', SECOND, '-o', 'json');
      const ofFiles = await run(...command, ...raw, '-o', 'json');
      const wipe = (ran: Ran): string =>
        JSON.stringify(answerOf(ran).result)
          .replaceAll(`${bundle()}/`, '')
          .replaceAll(cluster.path('resources_'), 'resources/');
      expect(ofBundle.exitCode, ofBundle.stderr).to.equal(0);
      expect(ofFiles.exitCode, ofFiles.stderr).to.equal(0);
      expect(wipe(ofBundle), command.join(' ')).to.equal(wipe(ofFiles));
    }
  });

  it('--pod live equals the bundle', async () => {
    start();
    await run('capture', SECOND, '-n', NAMESPACE, '-O', bundle());
    for (const command of [['routes'], ['listeners'], ['explain', 'VirtualService/shop/storefront']]) {
      const live = await run(...command, '--pod', `${SECOND}.${NAMESPACE}`, '-o', 'json');
      const later = await run(...command, bundle(), '-o', 'json');
      expect(live.exitCode, live.stderr).to.equal(0);
      expect(JSON.stringify(answerOf(live).result).replaceAll('kind-test/', `${bundle()}/`)).to.equal(
        JSON.stringify(answerOf(later).result),
      );
    }
  });

  it('trace and explain take --pod, and standard input stays free for what they read there', async () => {
    start();
    const pod = `${FIRST}.${NAMESPACE}`;
    const url = 'https://shop.example.com/cart';
    const line =
      '{"scheme":"https","authority":"shop.example.com","path":"/cart","port":8443,"sni":"shop.example.com"}\n';
    const options = { env: { PATH: cluster.bin }, stdin: line };
    const batch = await runCli(['trace', '--batch', '-', '--pod', pod, '-q', '-o', 'ndjson'], options);
    const single = await run('trace', url, '--pod', pod, '-q', '-o', 'json');
    expect([batch.exitCode, single.exitCode]).to.deep.equal([0, 0]);
    const disposition = (answerOf(single).result as { disposition: string }).disposition;
    expect((JSON.parse(batch.stdout) as { disposition: string }).disposition).to.equal(disposition);
    const host = await run('explain', '--host', 'shop.example.com', '--pod', pod, '-q');
    expect([host.exitCode, host.stdout.includes('storefront')]).to.deep.equal([0, true]);
    const alone = await run('--pod', pod, '-q');
    expect([alone.exitCode, alone.stdout.includes('storefront')]).to.deep.equal([0, true]);
  });

  it('the same cluster gives the same bytes, apart from what the manifest records', async () => {
    start();
    const second = cluster.path('second.tgz');
    await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle());
    await run('capture', FIRST, '-n', NAMESPACE, '-O', second);
    const [a, b] = [filesOf(bundle()), filesOf(second)];
    a.delete('manifest.json');
    b.delete('manifest.json');
    expect([...a]).to.deep.equal([...b]);
    expect(readFileSync(bundle()).subarray(0, 10)).to.deep.equal(Buffer.from([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]));
  });

  it('nothing secret: no data, no last-applied copy, no environment of pods', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'n' },
      data: { tls: 'c2VjcmV0' },
      stringData: { a: 'hunter2' },
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'x',
        namespace: 'n',
        managedFields: [{ manager: 'hunter2' }],
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'hunter2', keep: 'kept' },
      },
      spec: {},
      data: { a: 'hunter2' },
    };
    start({ resources: { ...lists, services: list(secret, service) } });
    await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle());
    expect(cluster.lines.join('\n')).to.not.match(/secrets?\b/);
    const text = [...filesOf(bundle()).values()].join('\n');
    expect(text).to.not.match(/hunter2|c2VjcmV0|"PASSWORD"|last-applied/);
    expect(text).to.include('"keep": "kept"');
  });

  it('without targets: the ingress gateways of all namespaces, of charts and of the Gateway API', async () => {
    start();
    const { exitCode, stdout } = await run('capture', '-O', bundle());
    expect(exitCode).to.equal(0);
    expect(stdout).to.include(`${bundle()}: 3 pods`);
    expect(cluster.lines).to.include(
      'kubectl get --output=json --all-namespaces --selector=istio=ingressgateway -- pods',
    );
    expect(cluster.lines).to.include(
      'kubectl get --output=json --all-namespaces --selector=gateway.networking.k8s.io/gateway-name -- pods',
    );
  });

  it('--context, --kubeconfig and -l go to every command that asks a cluster', async () => {
    start();
    const config = cluster.path('config');
    await run(
      'capture',
      '-l',
      'app=x',
      '-n',
      NAMESPACE,
      '-O',
      bundle(),
      '--context',
      'arn:aws:eks:eu-1:1:cluster/x',
      '--kubeconfig',
      config,
    );
    const asked = cluster.lines.filter((line) => !line.startsWith('istioctl version'));
    expect(asked.length).to.be.greaterThan(20);
    for (const line of asked)
      expect(line).to.include(` --context=arn:aws:eks:eu-1:1:cluster/x --kubeconfig=${config} `);
    const manifest = filesOf(bundle()).get('manifest.json') ?? '';
    expect(manifest).to.include('--kubeconfig=FILE').and.not.include(config);
  });

  it('--without-resources asks for none, and -r in place of them', async () => {
    start();
    await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle(), '--without-resources');
    const plain = cluster.path('resources.json');
    writeFileSync(plain, lists['virtualservices.networking.istio.io'] ?? '');
    await run('routes', '--pod', `${FIRST}.${NAMESPACE}`, '-r', plain);
    expect(cluster.lines.filter((line) => line.includes('--all-namespaces'))).to.deep.equal([]);
  });

  it('a file that is there is kept, and nothing is asked; --force replaces it', async () => {
    start();
    writeFileSync(bundle(), 'mine');
    const refused = await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle());
    expect([refused.exitCode, readFileSync(bundle(), 'utf8'), cluster.calls]).to.deep.equal([2, 'mine', []]);
    expect(refused.stderr).to.match(/US014.*is there already/);
    expect((await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle(), '--force')).exitCode).to.equal(0);
    expect(readFileSync(bundle()).length).to.be.greaterThan(1000);
  });

  it('a folder that is not there: exit code 5, and no file', async () => {
    start();
    const { exitCode, stderr } = await run('capture', FIRST, '-n', NAMESPACE, '-O', cluster.path('no/b.tgz'));
    expect(exitCode).to.equal(5);
    expect(stderr).to.include('EN001');
    expect([existsSync(cluster.path('no')), cluster.calls]).to.deep.equal([false, []]);
  });

  it('--dry-run prints what a run runs, and runs nothing', async () => {
    start();
    const { stdout, exitCode } = await run('capture', `${FIRST}.${NAMESPACE}`, '--dry-run');
    expect([exitCode, cluster.calls]).to.deep.equal([0, []]);
    const printed = stdout
      .split('\n')
      .filter((line) => /^(?:istioctl|kubectl) /.test(line))
      .map((line) => (line.split(' > ')[0] ?? '').replaceAll("'", ''));
    await run('capture', `${FIRST}.${NAMESPACE}`, '-O', bundle());
    const ran = cluster.lines.filter((line) => !/ version |current-context/.test(line));
    expect(printed.sort()).to.deep.equal(ran);
    expect((await run('capture', '--dry-run', '-o', 'json')).exitCode).to.equal(2);
  });

  it('what the printed commands fill is read like a bundle', async () => {
    start();
    const { stdout } = await run('capture', `${FIRST}.${NAMESPACE}`, '--dry-run');
    const { execFileSync } = await import('node:child_process');
    execFileSync('sh', ['-c', stdout], {
      cwd: cluster.folder,
      env: { PATH: `${cluster.bin}:/bin:/usr/bin` },
      stdio: 'ignore',
    });
    await run('capture', `${FIRST}.${NAMESPACE}`, '-O', bundle());
    const byHand = await run('routes', cluster.path('whyroute-capture'), '-o', 'json');
    expect(byHand.exitCode, byHand.stderr).to.equal(0);
    const same = await run('routes', bundle(), '-o', 'json');
    const wipe = (ran: Ran): string => JSON.stringify(answerOf(ran).result).replaceAll(/"line":\d+/g, '');
    expect(wipe(byHand).replaceAll(cluster.path('whyroute-capture'), bundle())).to.equal(wipe(same));
  });

  describe('the fleet', () => {
    const PIECE = '"prefix": "/static"';
    it('pods that agree: one note', async () => {
      start({ sample: 'seed', resources: {} });
      const ran = await run('routes', '--pod', 'deploy/istio-ingressgateway', '-n', NAMESPACE, '-o', 'json');
      expect(answerOf(ran).warnings.map(({ code }) => code))
        .to.include('FL002')
        .and.not.include('FL001');
    });

    it('the one that differs is named, with what differs: live, in the bundle and while capturing', async () => {
      expect(dumpOf('seed', FIRST)).to.include(PIECE);
      start({
        sample: 'seed',
        resources: {},
        edit: (pod, text) => (pod === SECOND ? text.replaceAll(PIECE, '"prefix": "/old"') : text),
      });
      const words = `${SECOND}.${NAMESPACE} differs from 2 other pods of istio-ingressgateway.${NAMESPACE}`;
      const route = 'route http.8080/*:80/';
      const captured = await run('capture', 'deploy/istio-ingressgateway', '-n', NAMESPACE, '-O', bundle());
      expect(captured.exitCode).to.equal(0);
      expect(captured.stdout).to.include(words).and.include(route);
      for (const argv of [
        ['--pod', `deploy/istio-ingressgateway.${NAMESPACE}`],
        [bundle(), '--pod', THIRD],
        [bundle(), '--pod', SECOND],
      ]) {
        const { stderr } = await run('routes', ...argv);
        expect(stderr, argv.join(' ')).to.include(`warning[FL001]: ${words}: ${route}`);
      }
    });

    it('two pods that differ: nobody can say which is behind', async () => {
      start({
        sample: 'seed',
        resources: {},
        pods: [FIRST, SECOND],
        edit: (pod, text) => (pod === SECOND ? text.replaceAll(PIECE, '"prefix": "/old"') : text),
      });
      const { stdout } = await run('capture', 'deploy/istio-ingressgateway', '-n', NAMESPACE, '-O', bundle());
      expect(stdout).to.include('which one is behind cannot be told');
      // lint looks at one pod, and says that the other would have answered otherwise.
      const { warnings } = answerOf(await run('lint', bundle(), '--pod', FIRST, '-o', 'json'));
      const told = warnings.filter(({ code }) => code === 'FL001').map(({ message }) => message);
      expect(told.join('\n')).to.include(FIRST).and.include(SECOND).and.include('route http.8080/*:80/');
    });
  });

  describe('progress', () => {
    it('plain lines in a pipe, none with --quiet', async () => {
      start();
      expect((await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle())).stderr).to.match(
        new RegExp(`^configuration of ${FIRST}[.]${NAMESPACE}: \\d+ kB in \\d+[.]\\d s$`, 'm'),
      );
      expect((await run('capture', FIRST, '-n', NAMESPACE, '-O', bundle(), '--force', '-q')).stderr).to.equal('');
    });

    it('one line on a terminal, cleared at the end', async () => {
      start();
      const { stderr } = await runCli(['capture', FIRST, '-n', NAMESPACE, '-O', bundle()], {
        env: { PATH: cluster.bin },
        columns: 60,
      });
      expect(stderr).to.not.include('\n');
      expect(stderr.endsWith('\r\u001b[K')).to.equal(true);
      expect(stderr).to.match(/\d+\/\d+ in \d+[.]\d s: /);
      for (const line of stderr.split('\r\u001b[K')) expect(line.length).to.be.lessThan(60);
    });
  });
});
