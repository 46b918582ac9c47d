import { expect } from 'chai';
import { parseResourceSelector, relationOf, sourceFits } from '../../../../lib/analyze/rows/index.ts';
import { sourceOf } from '../../../../lib/model/index.ts';
import type { Attribution, Source } from '../../../../lib/model/index.ts';
import { builtIn, by, nobody, ref } from '../build.ts';

describe('resource selector', () => {
  const cases: readonly (readonly [text: string, kind: string | null, group: string | null])[] = [
    ['shop/web', null, null],
    ['VirtualService/shop/web', 'virtualservice', null],
    ['virtualservices/shop/web', 'virtualservice', null],
    ['vs/shop/web', 'virtualservice', null],
    ['gw/shop/web', 'gateway', null],
    ['Gateway.gateway.networking.k8s.io/shop/web', 'gateway', 'gateway.networking.k8s.io'],
    ['ingress/shop/web', 'ingress', null],
    ['ingresses/shop/web', 'ingress', null],
    ['ServiceEntries/shop/web', 'serviceentry', null],
    ['httproutes/shop/web', 'httproute', null],
    ['dr/shop/web', 'destinationrule', null],
  ];
  for (const [text, kind, group] of cases) {
    it(text, () => {
      expect(parseResourceSelector(text)).to.deep.equal({ kind, group, namespace: 'shop', name: 'web' });
    });
  }
  for (const text of ['', 'web', 'a/b/c/d', '/web', 'shop/', 'vs//web']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parseResourceSelector(text)).to.equal(null);
    });
  }
});

describe('what a source has to do with a resource', () => {
  const web = ref('VirtualService', 'shop', 'web');
  const gateway = { ...ref('Gateway', 'shop', 'web'), server: null };
  const open: Attribution = {
    status: 'ambiguous',
    candidates: [ref('Ingress', 'shop', 'web'), web],
    confidence: 'likely',
    why: 'folded',
    evidence: [],
    gateways: [],
  };
  const cases: readonly (readonly [
    what: string,
    source: Source,
    text: string,
    relation: string | null,
    kept: boolean,
  ])[] = [
    ['its maker', sourceOf(by(web)), 'vs/shop/web', 'made', true],
    ['its maker, kind left out', sourceOf(by(web)), 'shop/web', 'made', true],
    ['another kind', sourceOf(by(web)), 'gw/shop/web', null, false],
    ['another namespace', sourceOf(by(web)), 'vs/other/web', null, false],
    [
      'the root',
      sourceOf(by(ref('VirtualService', 'a', 'b'), { via: { ...web, path: null } })),
      'shop/web',
      'root',
      true,
    ],
    ['a candidate', sourceOf(open), 'vs/shop/web', 'candidate', true],
    [
      'its gateway',
      sourceOf(by(ref('VirtualService', 'a', 'b'), { gateways: [gateway] })),
      'gw/shop/web',
      'gateway',
      true,
    ],
    // A Gateway and a VirtualService of one name must not be mixed.
    [
      'its gateway, kind left out',
      sourceOf(by(ref('VirtualService', 'a', 'b'), { gateways: [gateway] })),
      'shop/web',
      'gateway',
      false,
    ],
    ['a nameless one of the kind', sourceOf(by(ref('ServiceEntry', 'shop', null))), 'se/shop/web', 'candidate', true],
    ['a nameless one, kind left out', sourceOf(by(ref('ServiceEntry', 'shop', null))), 'shop/web', null, false],
    ['nobody', sourceOf(nobody()), 'shop/web', null, false],
    ['built-in', sourceOf(builtIn()), 'shop/web', null, false],
  ];
  for (const [what, source, text, relation, kept] of cases) {
    it(`${text}: ${what}`, () => {
      const selector = parseResourceSelector(text);
      if (selector === null) throw new Error(text);
      expect(relationOf(selector, source)).to.equal(relation);
      expect(sourceFits(selector, source)).to.equal(kept);
    });
  }
});
