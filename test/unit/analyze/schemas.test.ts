/** Every JSON answer is valid against schemas/output, and the schemas notice when something is missing or unknown. */
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { explain } from '../../../lib/analyze/explain/index.ts';
import {
  accountingOf,
  clustersDocument,
  listenersDocument,
  routesDocument,
} from '../../../lib/analyze/inventory/index.ts';
import type { Envelope, Snapshot } from '../../../lib/model/index.ts';
import { attribute } from '../../../lib/provenance/index.ts';
import type { Provenance } from '../../../lib/provenance/index.ts';
import { SAMPLE_NAMES, snapshotOf } from '../../support/samples.ts';

const FOLDER = new URL('../../../schemas/output/', import.meta.url);

interface Schema {
  readonly $id: string;
}

function readSchema(file: string): Schema {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Schema;
}

const FILES = readdirSync(FOLDER);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const file of FILES) ajv.addSchema(readSchema(file));

type Name = 'envelope' | 'routes' | 'clusters' | 'listeners' | 'explain';

/** What is wrong, in words; empty when the document is valid. */
function complaints(name: Name, document: unknown): string {
  const validate = ajv.getSchema(readSchema(`${name}.v1.schema.json`).$id);
  if (validate === undefined) throw new Error(name);
  return validate(document) === true ? '' : ajv.errorsText(validate.errors);
}

function envelope<Result>(snapshot: Snapshot, provenance: Provenance, result: Result): Envelope<Result> {
  const answer = {
    schemaVersion: 'v1',
    status: snapshot.partial ? 'partial' : 'ok',
    exitCode: snapshot.partial ? 4 : 0,
    warnings: snapshot.diagnostics.filter(({ severity }) => severity !== 'error'),
    errors: snapshot.diagnostics.filter(({ severity }) => severity === 'error'),
    accounting: accountingOf(snapshot, provenance),
    result,
  } as const;
  // As it is printed: what is undefined is not there.
  return JSON.parse(JSON.stringify(answer)) as Envelope<Result>;
}

/** Selectors of everything in a snapshot, and of every resource that made a part of it. */
function selectorsOf({ routeConfigs, clusters, listeners }: Snapshot, { attributions }: Provenance): Set<string> {
  const resources = [...attributions.values()].flatMap((one) => (one.status === 'attributed' ? [one.resource] : []));
  return new Set([
    ...routeConfigs.flatMap(({ label, virtualHosts }) => [
      label,
      ...virtualHosts.flatMap(({ name, routes }) => [
        `${label}/${name}`,
        ...routes.map(({ index }) => `${label}/${name}/${String(index)}`),
      ]),
    ]),
    ...clusters.map(({ name }) => name),
    ...listeners.flatMap(({ label, filterChains }) => [
      label,
      ...filterChains.map(({ index }) => `${label}#${String(index)}`),
    ]),
    ...resources.flatMap(({ kind, namespace, name }) => (name === null ? [] : [`${kind}/${namespace}/${name}`])),
  ]);
}

const FORMS: readonly (readonly string[])[] = [
  ['config_dump.json'],
  ['routes.json'],
  ['clusters.json', 'listeners.json'],
];

function formsOf(sample: string): readonly (readonly string[])[] {
  return sample === 'synthetic-1' ? FORMS.slice(0, 1) : FORMS;
}

describe('output schemas', () => {
  for (const file of FILES) {
    it(`${file} names itself and compiles`, () => {
      const schema = readSchema(file);
      expect(schema.$id.endsWith(`/${file}`)).to.equal(true);
      expect(ajv.getSchema(schema.$id)).to.be.a('function');
    });
  }

  for (const sample of SAMPLE_NAMES) {
    for (const files of formsOf(sample)) {
      it(`answers about ${sample} as ${files.join(' and ')} are valid`, () => {
        const snapshot = snapshotOf(sample, ...files);
        const provenance = attribute(snapshot);
        const answers = {
          routes: routesDocument(snapshot, provenance),
          clusters: clustersDocument(snapshot, provenance),
          listeners: listenersDocument(snapshot, provenance),
        };
        for (const name of ['routes', 'clusters', 'listeners'] as const) {
          expect(complaints(name, envelope(snapshot, provenance, answers[name])), name).to.equal('');
        }
        const objects = [...selectorsOf(snapshot, provenance)].flatMap((selector) => {
          const result = explain(snapshot, provenance, selector);
          expect(result.objects, selector).to.not.deep.equal([]);
          return result.objects;
        });
        const whole = { ...explain(snapshot, provenance, 'no such thing'), objects };
        expect(complaints('explain', envelope(snapshot, provenance, whole)), 'explain').to.equal('');
      });
    }
  }
});

describe('output schemas are strict', () => {
  const snapshot = snapshotOf('shop');
  const provenance = attribute(snapshot);
  const documents = {
    routes: envelope(snapshot, provenance, routesDocument(snapshot, provenance, { routeConfig: 'http.8080' })),
    clusters: envelope(snapshot, provenance, clustersDocument(snapshot, provenance, { source: 'dr/shop/cart' })),
    listeners: envelope(snapshot, provenance, listenersDocument(snapshot, provenance, { port: 8443 })),
    explain: envelope(snapshot, provenance, explain(snapshot, provenance, 'http.8080/shop.example.com:80/4')),
  };

  /** Paths to every object in a document, the first item standing for all of an array. */
  function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
    if (Array.isArray(value)) return value.length === 0 ? [] : pathsOf(value[0], [...path, 0]);
    if (typeof value !== 'object' || value === null) return [];
    return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
  }

  function changed(
    document: object,
    path: readonly (string | number)[],
    change: (at: Record<string, unknown>) => void,
  ): unknown {
    const copy: unknown = structuredClone(document);
    let at = copy;
    for (const step of path) at = (at as Record<string | number, unknown>)[step];
    change(at as Record<string, unknown>);
    return copy;
  }

  /** Below these, raw Envoy configuration is carried. */
  const RAW = [
    'config',
    'perFilterConfig',
    'hashPolicy',
    'metadataMatch',
    'filterChainMatcher',
    'other',
    'raw',
    'dynamicMetadata',
  ];
  const isRaw = (path: readonly (string | number)[]): boolean =>
    path.some((step, i) => RAW.includes(String(step)) && !(step === 'raw' && path[i - 2] === 'objects'));

  for (const name of ['routes', 'clusters', 'listeners', 'explain'] as const) {
    const paths = pathsOf(documents[name]).filter((path) => !isRaw(path));

    it(`${name}: an unknown field is refused everywhere but in raw Envoy configuration`, () => {
      expect(complaints(name, documents[name])).to.equal('');
      expect(paths.length).to.be.greaterThan(20);
      for (const path of paths) {
        // transport_socket_match metadata: keys are the author's.
        if (path[path.length - 1] === 'match' && path.includes('transportSocketMatches')) continue;
        const grown = changed(documents[name], path, (at) => (at['unheardOf'] = 1));
        expect(complaints(name, grown), path.join('.')).to.not.equal('');
      }
    });

    it(`${name}: every field of the contract is required`, () => {
      const wanted: readonly (readonly [RegExp, readonly string[]])[] = [
        [/^$/, ['schemaVersion', 'status', 'exitCode', 'warnings', 'errors', 'accounting', 'result']],
        [
          /^accounting$/,
          [
            'documents',
            'listeners',
            'filterChains',
            'routeConfigs',
            'virtualHosts',
            'routes',
            'clusters',
            'endpoints',
            'secrets',
          ],
        ],
        [/^accounting\.\w+$/, ['in', 'explained', 'unattributed', 'skipped', 'reasons']],
        [/^result$/, ['proxy', 'gaps']],
        [/^result\.routes\.0$/, ['routeConfig', 'virtualHost', 'index', 'domains', 'match', 'action', 'source']],
        [
          /\.source$/,
          ['status', 'resource', 'path', 'via', 'gateways', 'candidates', 'evidence', 'confidence', 'location'],
        ],
        [/\.evidence\.0$/, ['kind', 'detail']],
        [/\.match$/, ['path']],
        [/^result\.objects\.0$/, ['kind', 'selector', 'what', 'source', 'path', 'competes', 'raw']],
      ];
      for (const path of paths) {
        const text = path.join('.');
        if (text.includes('transportSocketMatches') || /filterChains\.0\.match$/.test(text)) continue;
        for (const field of wanted.flatMap(([at, fields]) => (at.test(text) ? fields : []))) {
          const shrunk = changed(documents[name], path, (at) => Reflect.deleteProperty(at, field));
          expect(complaints(name, shrunk), `${text} without ${field}`).to.not.equal('');
        }
      }
    });
  }

  const failure = {
    schemaVersion: 'v1',
    status: 'failed',
    exitCode: 3,
    warnings: [],
    errors: [{ code: 'SH002', severity: 'error', message: 'nothing', hint: 'look' }],
    accounting: null,
    result: null,
  };

  it('takes a failure in any answer, but no failure without an error or with a result', () => {
    for (const name of ['envelope', 'routes', 'clusters', 'listeners', 'explain'] as const) {
      expect(complaints(name, failure), name).to.equal('');
      expect(complaints(name, { ...failure, errors: [] }), name).to.not.equal('');
      expect(complaints(name, { ...failure, exitCode: 0 }), name).to.not.equal('');
      expect(complaints(name, { ...failure, result: documents.routes.result }), name).to.not.equal('');
      expect(complaints(name, { ...failure, status: 'ok' }), name).to.not.equal('');
    }
  });

  it('takes no answer for another', () => {
    expect(complaints('clusters', documents.routes)).to.not.equal('');
    expect(complaints('routes', documents.explain)).to.not.equal('');
    expect(complaints('envelope', documents.routes)).to.equal('');
  });

  const sources: readonly (readonly [what: string, change: Readonly<Record<string, unknown>>])[] = [
    ['an attributed source without its resource', { resource: null }],
    ['a built-in source with a resource', { status: 'synthetic', reason: 'x' }],
    ['an unattributed source with a path', { status: 'unattributed', resource: null, path: 'http[0]', reason: 'x' }],
    ['an ambiguous source without candidates', { status: 'ambiguous', resource: null, candidates: [], reason: 'x' }],
    ['an unattributed source without a reason', { status: 'unattributed', resource: null, reason: null }],
    ['an unknown confidence', { confidence: 'sure' }],
    ['an unknown kind of evidence', { evidence: [{ kind: 'hearsay', detail: 'x' }] }],
  ];
  for (const [what, change] of sources) {
    it(`refuses ${what}`, () => {
      const path = ['result', 'routes', 0, 'source'];
      const broken = changed(documents.routes, path, (at) => {
        for (const [key, value] of Object.entries(change)) at[key] = value;
      });
      expect(complaints('routes', broken)).to.not.equal('');
    });
  }
});
