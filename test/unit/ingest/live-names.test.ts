import { expect } from 'chai';
import { Commands } from '../../../lib/ingest/live/command.ts';
import type { LiveCommand } from '../../../lib/ingest/live/command.ts';
import { isContext, isSelector } from '../../../lib/ingest/live/names.ts';
import { isReadOnly } from '../../../lib/ingest/live/read-only.ts';
import { CAPTURED_KINDS } from '../../../lib/ingest/live/resource-kinds.ts';
import { parsePodName, podFits } from '../../../lib/ingest/tree/pod-name.ts';
import { workloadOf } from '../../../lib/ingest/tree/workload.ts';
import { KnownError } from '../../../lib/model/index.ts';

const POD = { namespace: 'istio-system', name: 'gw-abc', workload: null };
const HOSTILE = [
  '-oyaml',
  '--kubeconfig=x',
  '$(x)',
  'a;b',
  'a b',
  'a\nb',
  '`x`',
  'A',
  '..',
  'a/b/c',
  '',
  '\u0000',
  'ä',
  '-',
  'a'.repeat(300),
];

describe('pod names', () => {
  const GOOD: readonly (readonly [string, string | undefined, object])[] = [
    ['gw', undefined, { type: null, name: 'gw', namespace: null }],
    ['gw.ns', undefined, { type: null, name: 'gw', namespace: 'ns' }],
    ['gw', 'ns', { type: null, name: 'gw', namespace: 'ns' }],
    ['gw.a', 'b', { type: null, name: 'gw', namespace: 'a' }],
    ['a.b.ns', undefined, { type: null, name: 'a.b', namespace: 'ns' }],
    ['pod/gw.ns', undefined, { type: null, name: 'gw', namespace: 'ns' }],
    ['deploy/gw.ns', undefined, { type: 'deployment', name: 'gw', namespace: 'ns' }],
    ['Deployment/gw', 'ns', { type: 'deployment', name: 'gw', namespace: 'ns' }],
    ['svc/gw', undefined, { type: 'service', name: 'gw', namespace: null }],
    ['sts/gw', undefined, { type: 'statefulset', name: 'gw', namespace: null }],
    ['gateway/gw', undefined, { type: 'gateway', name: 'gw', namespace: null }],
  ];
  for (const [text, namespace, expected] of GOOD) {
    it(`${text} -n ${String(namespace)}`, () => {
      expect(parsePodName(text, namespace)).to.deep.equal(expected);
    });
  }

  for (const text of [...HOSTILE, 'gw.-n', 'deploy/-x', 'secret/x', 'gw.NS']) {
    it(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => {
      expect(() => parsePodName(text, undefined))
        .to.throw(KnownError)
        .with.property('exitCode', 2);
    });
  }

  it('refuses a hostile namespace', () => {
    for (const text of HOSTILE) expect(() => parsePodName('gw', text), text).to.throw(KnownError);
  });

  it('a workload is read from the names Kubernetes makes', () => {
    expect(workloadOf('istio-ingressgateway-7d9c8b6f5-x2x4q')).to.equal('istio-ingressgateway');
    expect(workloadOf('istio-ingressgateway-x2x4q')).to.equal('istio-ingressgateway');
    expect(workloadOf('web-0')).to.equal('web');
    expect(workloadOf('web')).to.equal(null);
    expect(workloadOf('my-gateway')).to.equal(null);
  });

  it('fits by name, namespace and workload', () => {
    const pod = { namespace: 'a', name: 'gw-7d9c8b6f5-x2x4q', workload: 'gw' };
    expect(podFits(parsePodName('gw-7d9c8b6f5-x2x4q', undefined), pod)).to.equal(true);
    expect(podFits(parsePodName('gw-7d9c8b6f5-x2x4q.b', undefined), pod)).to.equal(false);
    expect(podFits(parsePodName('gw', undefined), pod)).to.equal(false);
    expect(podFits(parsePodName('deploy/gw.a', undefined), pod)).to.equal(true);
  });
});

describe('contexts and selectors', () => {
  it('takes what clouds and kubectl make', () => {
    for (const text of ['kind-test', 'arn:aws:eks:eu-west-1:1:cluster/prod', 'gke_p_europe-west1_c', 'me@prod/ns:x']) {
      expect(isContext(text), text).to.equal(true);
    }
    for (const text of [
      'istio=ingressgateway',
      'app in (a,b),!canary',
      'a!=b',
      'gateway.networking.k8s.io/gateway-name',
    ]) {
      expect(isSelector(text), text).to.equal(true);
    }
  });

  it('refuses what could be more than a name', () => {
    for (const text of HOSTILE.filter((one) => !['A', 'a b', 'a/b/c', '..'].includes(one) && one.length < 300)) {
      expect(isContext(text), text).to.equal(false);
      expect(isSelector(text), text).to.equal(false);
    }
  });
});

describe('the list of read-only commands', () => {
  const commands = new Commands({ context: 'prod', kubeconfig: '/home/me/config' });
  it('has every command that is made', () => {
    const made: LiveCommand[] = [
      commands.proxyConfig('all', POD),
      commands.proxyConfig('listener', POD),
      commands.adminGet('config_dump?include_eds', POD),
      commands.adminGet('clusters?format=json', POD),
      ...CAPTURED_KINDS.map((kind) => commands.get(kind, { all: true })),
      commands.get('pods', { namespace: 'ns', selector: 'a=b' }),
      commands.get('pods', { name: 'gw', namespace: null }),
      commands.get('deployments.apps', { name: 'gw' }),
      commands.kubectlVersion(),
      commands.istioctlVersion(),
      commands.currentContext(),
    ];
    for (const command of made) expect(isReadOnly(command), command.args.join(' ')).to.equal(true);
  });

  const kubectl = (...args: string[]): LiveCommand => ({ tool: 'kubectl', args, what: '' });
  const istioctl = (...args: string[]): LiveCommand => ({ tool: 'istioctl', args, what: '' });
  const exec = ['exec', '--namespace=ns', '--container=istio-proxy', 'gw', '--', 'pilot-agent', 'request'];
  const FORBIDDEN: readonly LiveCommand[] = [
    kubectl('get', '--output=json', '--', 'secrets'),
    kubectl('get', '--output=json', '--', 'secret', 'x'),
    kubectl('get', '--output=json', '--', 'pods,secrets'),
    kubectl('get', '--output=json', '--', 'configmaps'),
    kubectl('get', '--output=yaml', '--', 'pods'),
    kubectl('get', '--raw=/api/v1/secrets'),
    kubectl('get', '-w', '--', 'pods'),
    kubectl('get', 'secrets', '--', 'pods'),
    kubectl('get', '--output=json', '--', 'pods', '-oyaml'),
    kubectl('get', '--output=json', '--', 'pods', 'a', 'b'),
    kubectl('delete', '--', 'pods', 'x'),
    kubectl('apply', '-f', 'x'),
    kubectl('config', 'view'),
    kubectl('config', 'use-context', 'x'),
    kubectl('get', '--kubeconfig=evil', '--output=json', '--', 'pods'),
    kubectl('get', '--context=--x', '--output=json', '--', 'pods'),
    kubectl(...exec, 'POST', 'clusters?format=json'),
    kubectl(...exec, 'GET', 'quitquitquit'),
    kubectl(...exec, 'GET', 'clusters?format=json', 'more'),
    kubectl('exec', 'gw', '--', 'sh', '-c', 'x'),
    kubectl('exec', '--container=other', 'gw', '--', 'pilot-agent', 'request', 'GET', 'clusters?format=json'),
    istioctl('proxy-config', 'log', '--', 'gw.ns'),
    istioctl('proxy-config', 'all', '--level=debug', '--', 'gw.ns'),
    istioctl('proxy-config', 'all', '--', '--level.ns'),
    istioctl('proxy-config', 'all', 'gw.ns'),
    istioctl('install'),
    istioctl('version', '--remote=true'),
  ];
  for (const command of FORBIDDEN) {
    it(`refuses ${command.tool} ${command.args.join(' ')}`, () => {
      expect(isReadOnly(command)).to.equal(false);
    });
  }
});
