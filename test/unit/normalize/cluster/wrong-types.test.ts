import { expect } from 'chai';
import { readBootstrap } from '../../../../lib/normalize/bootstrap/index.ts';
import { readCluster, readClusterStatus, readLoadAssignment } from '../../../../lib/normalize/cluster/index.ts';
import { readListener } from '../../../../lib/normalize/listener/index.ts';
import { Reading, list, member } from '../../../../lib/normalize/read/index.ts';
import { readSecret } from '../../../../lib/normalize/secret/index.ts';
import { Tally } from '../../../../lib/normalize/tally.ts';
import { entries, parsed, section } from './both-spellings.ts';

const WRONG: readonly unknown[] = [
  null,
  0,
  -1.5,
  '',
  'x',
  true,
  [],
  {},
  [null],
  [0],
  ['x'],
  [[]],
  [{}],
  { a: 1 },
  { name: 7 },
];

type Slot = readonly [holder: Record<string, unknown>, key: string];

/** Every place in a value where another value may stand; arrays are held by their indices. */
function slots(value: unknown, found: Slot[] = []): readonly Slot[] {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    found.push([holder, key]);
    slots(holder[key], found);
  }
  return found;
}

function longest(values: readonly unknown[]): unknown {
  return [...values].sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
}

const SUBJECTS: readonly (readonly [name: string, raw: unknown, read: (raw: unknown) => unknown])[] = [
  [
    'listener',
    longest(list(parsed('envoyfilter', 'listeners.json'))),
    (raw) => readListener(raw, null, new Reading(), new Tally()),
  ],
  ['cluster', longest(list(parsed('shop', 'clusters.json'))), (raw) => readCluster(raw, null, new Reading())],
  [
    'load assignment',
    member(longest(entries(section('shop', 'EndpointsConfigDump'), 'dynamic_endpoint_configs')), 'endpoint_config'),
    (raw) => readLoadAssignment(raw, new Reading()),
  ],
  ['cluster status', longest(list(parsed('shop', 'endpoints.json'))), (raw) => readClusterStatus(raw, new Reading())],
  [
    'secret',
    longest(entries(section('shop', 'SecretsConfigDump'), 'dynamic_active_secrets')),
    (raw) => readSecret(raw, null, new Reading()),
  ],
  [
    'bootstrap',
    member(section('shop', 'BootstrapConfigDump'), 'bootstrap'),
    (raw) => readBootstrap(raw, new Reading()),
  ],
];

describe('normalize values of the wrong type', () => {
  for (const [name, raw, read] of SUBJECTS) {
    it(`reads a ${name} with anything anywhere`, () => {
      for (const wrong of WRONG) expect(() => read(wrong)).not.to.throw();
      // The node's list of extensions is one value to its reader: one of its hundreds of entries stands for all.
      const places = slots(raw).filter(([, key]) => key !== 'extensions' && !/^[1-9]\d*$/.test(key));
      expect(places).to.have.length.greaterThan(10);
      for (const [holder, key] of places) {
        const right = holder[key];
        for (const wrong of WRONG) {
          holder[key] = wrong;
          expect(() => read(raw), `${key} = ${JSON.stringify(wrong)}`).not.to.throw();
        }
        holder[key] = right;
      }
    });
  }
});
