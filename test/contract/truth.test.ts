/** Every route of the random samples names the resource that made it, as recorded when istiod generated it. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { SAMPLE_NAMES, samplePath } from '../support/samples.ts';
import { sampleResult } from './answers.ts';

/** One route of truth.json; `owner` is the root VirtualService, `delegate` the one a person would edit. */
interface True {
  readonly routeConfig: string;
  readonly virtualHost: string;
  readonly index: number;
  readonly owner: string;
  readonly delegate: string | null;
}

const WITH_TRUTH = SAMPLE_NAMES.filter((name) => existsSync(samplePath(name, 'truth.json')));

describe('truth', () => {
  it('is known for the two random samples and four Istio versions', () => {
    expect(WITH_TRUTH).to.deep.equal([
      'random-1',
      'random-2',
      'random-istio-1.12',
      'random-istio-1.16',
      'random-istio-1.20',
      'random-istio-1.24',
    ]);
  });

  for (const name of WITH_TRUTH) {
    const truth = JSON.parse(readFileSync(samplePath(name, 'truth.json'), 'utf8')) as readonly True[];

    it(`${name}: ${String(truth.length)} routes name their owner`, async () => {
      const { routes } = await sampleResult('routes', name);
      const said = new Map(
        routes.map(({ routeConfig, virtualHost, index, source: { status, resource, via } }) => [
          `${routeConfig}/${virtualHost}/${String(index)}`,
          `${status} ${resource?.kind ?? ''} ${resource?.namespace ?? ''}/${resource?.name ?? ''}${via === null ? '' : ' via a delegate'}`,
        ]),
      );
      const wrong = truth.flatMap(({ routeConfig, virtualHost, index, owner }) => {
        const place = `${routeConfig}/${virtualHost}/${String(index)}`;
        const right = `attributed VirtualService ${owner}`;
        return said.get(place) === right ? [] : [`${place}: ${said.get(place) ?? 'missing'}, is ${right}`];
      });
      expect(wrong).to.deep.equal([]);
    });

    it(`${name}: what is attributed is in the truth; a delegate is neither claimed nor denied`, async () => {
      const { routes } = await sampleResult('routes', name);
      const places = new Map<string, True>(
        truth.map((one) => [`${one.routeConfig}/${one.virtualHost}/${String(one.index)}`, one]),
      );
      for (const { routeConfig, virtualHost, index, source } of routes) {
        const place = `${routeConfig}/${virtualHost}/${String(index)}`;
        expect(source.status === 'attributed', place).to.equal(places.has(place));
        if (typeof places.get(place)?.delegate === 'string') expect(source.reason, place).to.match(/delegate/);
      }
    });
  }
});
