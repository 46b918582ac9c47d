import { expect } from 'chai';
import { readResources } from '../../../lib/resources/index.ts';
import { withoutUnusedItems } from '../../../lib/resources/without-unused-items.ts';

/** As kubectl get -o yaml prints a list. */
const LIST = `apiVersion: v1
items:
- apiVersion: v1
  data:
    text: |
      kind: VirtualService

      - apiVersion: networking.istio.io/v1
    quoted: "kind: Service
      more"
  kind: ConfigMap
  metadata:
    name: a
- apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
  spec:
    ports:
    - port: 80
- kind: Event
  apiVersion: v1
  message: "x"
- apiVersion: networking.istio.io/v1
  kind: VirtualService
  metadata:
    name: storefront
    namespace: shop
  spec:
    hosts: [a.example]
kind: List
metadata:
  resourceVersion: ""
`;

describe('withoutUnusedItems', () => {
  const small = withoutUnusedItems(LIST, 0);

  it('gives the same resources, at the same lines, and the same counts', () => {
    const [whole, less] = [LIST, small].map((text) => readResources([{ name: 'x', text }]));
    expect(less?.all.map(({ ref, location, spec }) => ({ ref, location, spec }))).to.deep.equal(
      whole?.all.map(({ ref, location, spec }) => ({ ref, location, spec })),
    );
    expect(less?.all).to.have.length(2);
    expect(less?.ignored).to.deep.equal(whole?.ignored);
    expect(less?.ignored).to.deep.equal([
      { kind: 'v1 ConfigMap', count: 1 },
      { kind: 'v1 Event', count: 1 },
    ]);
    expect(less?.diagnostics).to.deep.equal([]);
  });

  it('holds nothing of the unused ones', () => {
    expect(small).to.not.include('quoted').and.not.include('message');
    expect(small.split('\n')).to.have.length(LIST.split('\n').length);
  });

  for (const text of ['', '{"items":[]}', '- a\n- b\n', 'kind: Service\nmetadata: {}\n---\nkind: X\n']) {
    it(`leaves another form as it is: ${JSON.stringify(text.slice(0, 20))}`, () => {
      expect(withoutUnusedItems(text, 0)).to.equal(text);
    });
  }

  it('leaves small texts as they are', () => {
    expect(withoutUnusedItems(LIST)).to.equal(LIST);
  });
});
