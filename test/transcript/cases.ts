/** The command lines of the transcripts, a file each group. */
import type { RunOptions } from '../support/run-cli.ts';

/** `argv` after `whyroute`; `from` names the input that is piped in. */
export interface Case {
  readonly argv: string;
  readonly from?: string;
  readonly options?: Omit<RunOptions, 'stdin'>;
  /** Why this case is there, where the command line does not say. */
  readonly about?: string;
}

const SEED = 'samples/seed/config_dump.json';
const SHOP = 'samples/shop/config_dump.json';
const INCIDENTS = 'samples/incidents/config_dump.json';
const FORMATS = ['table', 'wide', 'json', 'yaml', 'ndjson', 'markdown'];

function each(words: readonly string[], around: (word: string) => string): Case[] {
  return words.map((word) => ({ argv: around(word) }));
}

export const GROUPS: Readonly<Record<string, readonly Case[]>> = {
  'mistakes-usage': [
    { argv: '', options: { stdinIsTerminal: true }, about: 'no input, at a terminal' },
    { argv: 'routes', about: 'nothing on standard input' },
    { argv: `rotues ${SEED}` },
    { argv: `analyze ${SEED}`, about: 'a command of another program, or of a later version' },
    { argv: 'trace' },
    { argv: `trace ftp://shop.example.com ${SEED}` },
    { argv: `trace https:///cart ${SEED}` },
    { argv: `trace https://a.example.com/ -H x-canary ${SEED}` },
    { argv: `trace --batch requests.jsonl -o json ${SEED}` },
    { argv: 'trace --batch -' },
    { argv: `trace --batch missing.jsonl ${SEED}` },
    { argv: `trace --curl 'curl -sS' ${SEED}` },
    { argv: `trace https://a.example.com/ --envoy-version new ${SEED}` },
    { argv: `routes --hots shop.example.com ${SEED}` },
    { argv: `routes -x ${SEED}` },
    { argv: `routes -o xml ${SEED}` },
    { argv: `routes ${SEED} --host` },
    { argv: `routes --port http ${SEED}` },
    { argv: `routes --source storefront ${SEED}` },
    { argv: `routes --color blue ${SEED}` },
    { argv: 'explain' },
    { argv: `explain http.8080/nothing/0 ${SEED}`, about: 'an answer, not an error' },
    { argv: 'completion' },
    { argv: 'completion tcsh' },
    { argv: 'completion bash zsh' },
    { argv: 'routes --output json --port http', about: 'JSON is owed on failure too' },
  ],
  'mistakes-input': [
    { argv: 'missing.json' },
    { argv: `${SEED} missing.json`, about: 'what is there is shown, and the exit code says that something is missing' },
    { argv: 'missing.json -o json' },
    { argv: 'missing.json -o ndjson' },
    { argv: 'notes' },
    ...each(
      [
        'empty.json',
        'empty-list.json',
        'login.html',
        'routes.txt',
        'clusters.txt',
        'listeners.txt',
        'clusters-page.txt',
        'virtualservices.json',
        'virtualservices.yaml',
        'ztunnel.json',
        'server-info.json',
        'number.json',
        'package.json',
        'cut.yaml',
      ],
      (file) => file,
    ),
    { argv: '', from: 'routes.txt', about: 'the table, piped' },
    { argv: 'proxy-a proxy-b', about: 'two proxies' },
    { argv: 'before.json after.json', about: 'two moments of one proxy' },
    { argv: `--max-bytes 1000 ${SEED}` },
  ],
  'istioctl-errors': each(
    ['bad-output.err', 'no-cluster.err', 'no-cluster.out', 'no-endpoints.out', 'own-array.err', 'version-client.out'],
    (file) => `samples/live/${file}`,
  ),
  damage: [
    ...each(
      [
        'cut.json',
        'byte.json',
        'not-utf8.json',
        'utf16.json',
        'cut.json.gz',
        'whole.json.gz',
        'log.json',
        'chat.md',
        'duplicate-keys.json',
        'deep.json',
        'proto.json',
        'big-numbers.json',
        'unknown.json',
        'wrong-types.json',
      ],
      (file) => `routes ${file}`,
    ),
    { argv: 'routes cut.json -q', about: 'errors stay, notes go' },
    { argv: 'routes log.json -q' },
    { argv: 'routes big-numbers.json -o json' },
    { argv: 'routes proto.json --host toString' },
    { argv: 'explain __proto__/constructor/0 proto.json' },
  ],
  hostile: [
    ...FORMATS.map((format) => ({ argv: `routes hostile.json -o ${format}` })),
    { argv: 'routes hostile.json', options: { columns: 100, env: { NO_COLOR: '1' } } },
    { argv: 'explain VirtualService/a/b hostile.json', about: 'names near it are shown' },
    { argv: 'explain --host x hostile.json' },
    { argv: 'explain --host x hostile.json -o markdown' },
  ],
  formats: FORMATS.map((format) => ({ argv: `routes ${SEED} --path /grafana -o ${format}` })),
  terminal: [
    { argv: `routes ${SEED}`, options: { columns: 120 }, about: 'a terminal of 120 columns' },
    { argv: `routes ${SEED}`, options: { columns: 80, env: { NO_COLOR: '1' } }, about: '80 columns' },
    { argv: `routes ${SEED}`, options: { columns: 40, env: { NO_COLOR: '1' } }, about: '40 columns' },
    { argv: `clusters ${SEED}`, options: { columns: 80, env: { NO_COLOR: '1' } } },
    { argv: `listeners ${SEED}`, options: { columns: 80, env: { NO_COLOR: '1' } } },
    { argv: `explain http.8080/*:80/0 ${SEED}`, options: { columns: 80, env: { NO_COLOR: '1' } } },
    { argv: `routes ${SEED} --path /grafana`, options: { columns: 120, env: { TERM: 'dumb' } } },
    { argv: `routes ${SEED} --path /grafana --color never`, options: { columns: 120 } },
    { argv: `routes ${SEED} --path /grafana --color always`, about: 'colored although piped' },
    { argv: `routes ${SEED} --path /grafana`, options: { env: { FORCE_COLOR: '1' } }, about: 'FORCE_COLOR, piped' },
    { argv: 'missing.json', options: { columns: 80 } },
    { argv: 'missing.json --color never', options: { columns: 80 } },
  ],
  filters: [
    { argv: `routes ${SHOP} --host shop.example.com --path /cart/promo --port 443` },
    { argv: `routes ${SHOP} --host tenant.shop.example.com` },
    { argv: `routes ${SHOP} --host nothing.example.org` },
    { argv: `routes ${SHOP} --source shop/tenants` },
    { argv: `routes ${SHOP} --source VirtualService/ops/ops` },
    { argv: `routes ${SHOP} --source Gateway/ops/ops` },
    { argv: `routes ${SHOP} --cluster payments.payments.svc.cluster.local` },
    { argv: `routes ${SHOP} --cluster 'outbound|80|v9|web.shop.svc.cluster.local'` },
    { argv: `routes ${SHOP} --route-config https.443.https-partner.partner.payments` },
    { argv: 'routes samples/envoyfilter/config_dump.json --unattributed' },
    { argv: `routes ${SHOP} --unattributed`, about: 'nothing is left: an answer' },
    { argv: `clusters ${SHOP} --host cart.shop.svc.cluster.local` },
    { argv: `clusters ${SHOP} --source shop/search` },
    { argv: `clusters ${SHOP} --port 27017` },
    { argv: `listeners ${SHOP} --port 8443` },
    { argv: `listeners ${SHOP} --host partner.example.com` },
    { argv: `listeners ${SHOP} --unattributed` },
    { argv: `explain --host shop.example.com --path /statusz --port 8080 ${SHOP}` },
  ],
  'short-forms': [
    { argv: `r ${SEED} --path /grafana` },
    { argv: `c ${SEED} --host grafana.default.svc.cluster.local` },
    { argv: `l ${SEED} --port 8080` },
    { argv: `${SEED} --path /grafana`, about: 'routes is the default command' },
    { argv: '--path /grafana', from: 'whole.json.gz', about: 'standard input, packed' },
    { argv: '- --path /grafana', from: 'utf16.json' },
    { argv: 'samples/seed --path /grafana', about: 'a directory: its sections are one proxy, the rest is named' },
    { argv: 'samples/seed --path /grafana -q' },
    {
      argv: 'samples/seed/routes.json samples/seed/listeners.json samples/seed/bootstrap.json --path /grafana',
      about: 'sections of one proxy as files',
    },
    { argv: 'samples/seed/routes.json', about: 'routes alone: what is missing is said' },
    { argv: 'samples/seed/bootstrap.json' },
    { argv: 'clusters samples/seed/clusters.json --host grafana.default.svc.cluster.local' },
  ],
  help: [
    { argv: '--version' },
    { argv: '--help' },
    ...each(
      ['routes', 'clusters', 'listeners', 'explain', 'lint', 'rules', 'report', 'redact', 'capture', 'completion'],
      (command) => `${command} --help`,
    ),
  ],
  lint: [
    { argv: `lint ${INCIDENTS}`, about: 'the ten worst' },
    { argv: `lint ${INCIDENTS} -r samples/incidents/resources -q --only cross-vs-shadow,h2-coalescing-404 -o wide` },
    { argv: `lint ${INCIDENTS} --only cross-vs-shadow,no-catchall -o markdown` },
    { argv: `lint ${INCIDENTS} -r samples/incidents/resources -q --only regex-query -o github` },
    { argv: `lint ${INCIDENTS} -r samples/incidents/resources -q --only regex-query -o sarif` },
    { argv: `lint ${INCIDENTS} --only regex-query,path-literal-glob -o baseline` },
    { argv: `lint ${INCIDENTS} --only regex-query -o json` },
    {
      argv: `lint ${SEED} --ignore health-probe-unrouted --ignore multi-vs-vhost --ignore no-catchall=default/grafana`,
    },
    { argv: `lint ${SEED} --fail-on info`, about: 'information is enough to fail' },
    { argv: 'lint samples/seed/routes.json', about: 'routes alone: what was not checked is said' },
    { argv: 'lint cut.json', about: 'what is not there proves nothing' },
    { argv: `lint ${INCIDENTS}`, options: { columns: 80, env: { NO_COLOR: '1' } }, about: '80 columns' },
    { argv: `lint ${INCIDENTS} --only regex-qeury` },
    { argv: `lint ${SEED} --baseline ${SEED}`, about: 'no baseline' },
    { argv: 'rules regex-query' },
    { argv: 'rules regex-qeury' },
    { argv: 'rules' },
  ],
  trace: [
    {
      argv: `trace http://a.apps.example.com/svc ${INCIDENTS}`,
      about: 'a slash is missing, and nothing else takes the path',
    },
    {
      argv: `trace http://a.apps.example.com/two ${INCIDENTS}`,
      about: 'a wildcard host would take it, but an exact host hides it',
    },
    {
      argv: `trace https://shop.example.com/blog -H 'x-canary: True' ${SHOP}`,
      about: 'the value of a header differs in case',
    },
    { argv: `trace https://c.apps.example.com/ ${INCIDENTS}`, about: 'no chain serves the SNI' },
    { argv: `trace https://shop.example.com/cart ${SHOP}`, about: 'a weighted canary' },
    { argv: `trace https://shop.example.com/cart/promo -X DELETE ${SHOP}`, about: 'by method' },
    {
      argv: `trace https://shop.example.com/api/orders/7 -r samples/shop/resources ${SHOP}`,
      about: 'a delegate; the resources are given',
    },
    { argv: `trace https://b.apps.example.com/loop ${INCIDENTS}`, about: 'a redirect loop' },
    { argv: `trace https://a.apps.example.com/img/x ${INCIDENTS}`, about: 'a subset that nobody defines' },
    { argv: `trace https://b.apps.example.com/empty ${INCIDENTS}`, about: 'no healthy endpoint' },
    { argv: `trace https://t1.shop.example.com/admin ${SHOP}`, about: 'denied by an AuthorizationPolicy' },
    { argv: `trace http://shop.example.com:8443/ ${SHOP}`, about: 'plain HTTP on a TLS port' },
    {
      argv: `trace https://shop.example.com/search/brands/x?lang=ko --port 9999 ${SHOP}`,
      about: 'a port on which nothing listens',
    },
    {
      argv: `trace --curl 'curl -sS -X POST -d a=1 https://shop.example.com/search/brands/x?lang=ko' ${SHOP}`,
      about: 'mirrors and faults',
    },
    {
      argv: `trace https://shop.example.com/blog samples/shop/routes.json`,
      about: 'routes alone: listeners are not in the input',
    },
    { argv: `trace https://shop.example.com/cart ${SHOP} -o markdown` },
  ],
};
