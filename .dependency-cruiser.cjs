/** The rooms of design.md as rules: which room may import which, each with its reason. */
const room = (name) => `^lib/${name}/`;

/** Everything a room may import beside itself; what is not listed is forbidden. */
const MAY = {
  base: [],
  model: ['base'],
  ingest: ['base', 'model'],
  validate: ['base', 'model'],
  normalize: ['base', 'model', 'validate'],
  resources: ['base', 'model'],
  matching: ['base', 'model'],
  provenance: ['base', 'model', 'matching', 'resources'],
  analyze: ['base', 'model', 'matching', 'provenance'],
  render: ['base', 'model'],
  page: ['base', 'model', 'matching', 'provenance', 'analyze', 'render'],
};

const flow = Object.entries(MAY).map(([name, allowed]) => ({
  name: `${name}-imports-forward-only`,
  comment: `lib/${name} may import ${allowed.join(', ') || 'nothing of lib'}: data walks one way (ARCHITECTURE.md).`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^lib/', pathNot: [room(name), ...allowed.map(room)] },
}));

const PACKAGE_ROOMS = {
  'cli-table3': '^lib/render/table/',
  'js-yaml': '^lib/base/yaml',
  yargs: '^lib/cli/',
  ajv: '^(lib/validate|test)/',
  re2js: '^lib/matching/',
  execa: '^lib/ingest/',
  minizlib: '^lib/ingest/',
  assemblyscript: '^lib/base/json/scanner/generate\\.mjs$',
};

const packages = Object.entries(PACKAGE_ROOMS).map(([name, path]) => ({
  name: `${name}-lives-in-one-room`,
  comment: `${name} is imported in one room only, so that replacing it is a change to one room.`,
  severity: 'error',
  from: { path: '^(bin|lib)/', pathNot: path },
  to: { path: `node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...flow,
    ...packages,
    {
      name: 'rooms-have-one-door',
      comment: 'Another room is entered through its index.ts; base is many small tools and has a door per tool.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/' },
      to: {
        path: '^lib/(?!base/)([^/]+)/.+',
        pathNot: ['^lib/$1/', '^lib/[^/]+/index\\.ts$', '^lib/(analyze|render)/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'analyses-stay-apart',
      comment: 'What two analyses need moves down a room; they never import each other.',
      severity: 'error',
      from: { path: '^lib/analyze/([^/]+)/' },
      to: {
        path: '^lib/analyze/([^/]+)/',
        pathNot: ['^lib/analyze/$1/', '^lib/analyze/(rows|reach|coalescing)/index\\.ts$'],
      },
    },
    {
      name: 'bin-sees-cli-only',
      comment: 'bin loads lib/cli, calls it and sets the exit code; the version is asked before it is loaded.',
      severity: 'error',
      from: { path: '^bin/' },
      to: { path: '^lib/', pathNot: '^lib/cli/(index|version)\\.ts$' },
    },
    {
      name: 'only-ingest-touches-the-world',
      comment: 'Files, child processes and the network: one room, so that the rest is pure.',
      severity: 'error',
      from: {
        path: '^lib/',
        pathNot: [
          '^lib/ingest/',
          '^lib/base/json/scanner/generate\\.mjs$',
          '^lib/validate/generate\\.mjs$',
          '^lib/analyze/lint/generate-pages\\.mjs$',
          '^lib/page/bundle\\.mjs$',
        ],
      },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|fs/promises|child_process|net|http|https|dgram|dns|worker_threads)$',
      },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one, or that a type is missing.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is dead.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^lib/',
        pathNot: ['^lib/index\\.ts$', '^lib/page/(index\\.ts|bundle\\.mjs)$', '\\.d\\.ts$', '\\.as\\.ts$'],
      },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
