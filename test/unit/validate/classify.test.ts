import { expect } from 'chai';
import { memorySource } from '../../../lib/base/source/index.ts';
import { JsonCursor } from '../../../lib/base/json/index.ts';
import type { ObjectShape } from '../../../lib/validate/index.ts';
import { classify } from '../../../lib/validate/index.ts';

function shapeOf(value: object): ObjectShape | undefined {
  const ignore = (): void => undefined;
  const events = { onDamage: ignore, onDuplicateKey: ignore, onLongInteger: ignore };
  return classify(new JsonCursor(memorySource(Buffer.from(JSON.stringify(value))), 0, events));
}

const CASES: readonly (readonly [value: object, shape: ObjectShape | undefined])[] = [
  [{ name: 'whyroute', version: '0.1.0', type: 'module' }, undefined],
  [{ name: 'es-1', cluster_name: 'prod', cluster_uuid: 'x', tagline: 'You Know' }, undefined],
  [{ name: 'Bob', address: { street: 'x' }, age: 3 }, undefined],
  [{ cluster: { name: 'prod' }, user: 'me' }, undefined],
  [{ secret: 'text' }, undefined],
  [{ name: 'a', type: 'EDS' }, 'cluster'],
  [{ name: 'a', type: 'EDS', anything: 1, lbPolicy: 'RANDOM' }, 'cluster'],
  [{ version_info: '1', cluster: { name: 'a' }, last_updated: 'x' }, 'wrappedCluster'],
  [{ version_info: '1', cluster: { name: 'a' }, error_state: {} }, 'wrappedCluster'],
  [{ name: 'l', error_state: {} }, 'listenerState'],
  [{ name: 'l', address: {} }, 'listener'],
  [{ name: 'l', address: {}, filterChains: [] }, 'listener'],
  [{ cluster_name: 'a', endpoints: [] }, 'loadAssignment'],
  [{ bootstrap: {}, last_updated: 'x' }, 'section'],
  [{ apiVersion: 'v1', type: 'Opaque' }, 'kubernetes'],
];

describe('classify', () => {
  for (const [value, shape] of CASES) {
    it(`${JSON.stringify(value)} is ${shape ?? 'nothing of a proxy'}`, () => {
      expect(shapeOf(value)).to.equal(shape);
    });
  }
});
