/** `explain` of every kind of selector: what it names is what the tables name, and its JSON is as promised. */
import { expect } from 'chai';
import { samplePath } from '../support/samples.ts';
import { jsonOf, sampleAnswer, sampleResult } from './answers.ts';
import { expectValid } from './schemas.ts';

/** [sample, selector, kinds of the objects it must give]. */
const SELECTORS: readonly (readonly [sample: string, selector: readonly string[], kinds: readonly string[]])[] = [
  ['seed', ['http.8080/*:80/0'], ['route']],
  ['seed', ['VirtualService/default/grafana'], ['resource', 'virtualHost', 'route']],
  ['seed', ['DestinationRule/default/grafana'], ['resource', 'cluster', 'cluster', 'cluster']],
  ['seed', ['outbound|80|v1|grafana.default.svc.cluster.local'], ['cluster']],
  ['seed', ['0.0.0.0_8080'], ['listener']],
  ['shop', ['http.8080'], ['routeConfig']],
  ['shop', ['http.8080/shop.example.com:80'], ['virtualHost']],
  ['gateway-api', ['HTTPRoute/store/store'], ['resource']],
  ['k8s-ingress', ['Ingress/front/front-two'], ['resource']],
  ['sidecar', ['PassthroughCluster'], ['cluster']],
];

describe('explain', () => {
  for (const [sample, selector, kinds] of SELECTORS) {
    it(`${selector.join(' ')} in ${sample}`, async () => {
      const { exitCode, envelope } = await sampleAnswer('explain', sample, ...selector);
      expect(exitCode).to.equal(0);
      expectValid('explain', envelope, selector.join(' '));
      const objects = envelope.result?.objects ?? [];
      expect(objects.map(({ kind }) => kind).slice(0, kinds.length)).to.deep.equal(kinds);
      for (const { selector: again, what } of objects) {
        expect(again).to.not.equal('');
        expect(what.join('')).to.not.equal('');
      }
    });
  }

  it('an object of its answer can be named again by its own selector', async () => {
    const { objects } = await sampleResult('explain', 'shop', 'VirtualService/shop/storefront');
    const route = objects.find(({ kind }) => kind === 'route');
    const again = await sampleResult('explain', 'shop', route?.selector ?? '');
    expect(again.objects).to.deep.equal([route]);
  });

  it('every route of VirtualService/shop/storefront that the table names, and no other', async () => {
    const { objects } = await sampleResult('explain', 'shop', 'VirtualService/shop/storefront');
    const { routes } = await sampleResult('routes', 'shop', '--source', 'VirtualService/shop/storefront');
    expect(routes.length).to.be.greaterThan(10);
    expect(objects.filter(({ kind }) => kind === 'route').map(({ raw }) => raw)).to.have.deep.members(routes);
  });

  it('--host and --path give the routes that may answer, in the order Envoy tries them, down to the one that takes all', async () => {
    const args = ['--host', 'shop.example.com', '--path', '/cart/promo', '--port', '8443'];
    const { envelope } = await jsonOf('explain', [...args, samplePath('shop')]);
    expectValid('explain', envelope, args.join(' '));
    const { routes } = await sampleResult('routes', 'shop', ...args);
    const explained = (envelope.result?.objects ?? []).filter(({ kind }) => kind === 'route');
    const last = routes.findIndex(({ match: { path } }) => path.kind === 'prefix' && path.value === '/cart/promo');
    expect(explained.map(({ raw }) => raw)).to.deep.equal(routes.slice(0, last + 1));
    expect(explained.at(-1)?.what.join(' ')).to.include('never reached');
  });

  it('a name that nothing has: an answer with the nearest names, not an error', async () => {
    const { exitCode, envelope } = await jsonOf('explain', ['VirtualService/shop/storefrnt', samplePath('shop')]);
    expect(exitCode).to.equal(0);
    expect(envelope.result?.objects).to.deep.equal([]);
    expect(envelope.result?.nearest).to.include('VirtualService/shop/storefront');
  });
});
