/** Every command as data: what a command line is read by, what --help prints, what the completion scripts offer. */
import type { Options } from 'yargs';
import type { Io } from '../io.ts';
import {
  CAPTURE_OPTIONS,
  CLUSTER_FILTERS,
  COMMON_OPTIONS,
  EXPLAIN_OPTIONS,
  FILE_OPTIONS,
  GENERAL_OPTIONS,
  LINT_OPTIONS,
  LISTENER_FILTERS,
  REPORT_OPTIONS,
  LIVE_OPTIONS,
  RESOURCE_OPTIONS,
  ROUTE_FILTERS,
  TRACE_OPTIONS,
} from '../options.ts';

/** What was parsed: option values by name, positionals by name. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface Command {
  /** First the name, then the short and the singular forms of istioctl. */
  readonly names: readonly [string, ...string[]];
  readonly positionals: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Options>>;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Loaded when called: reading routes must not pay for explain. */
  readonly run: (args: Arguments, io: Io) => Promise<number>;
}

export const COMMANDS: readonly Command[] = [
  {
    names: ['routes', 'r', 'route'],
    positionals: '[inputs..]',
    summary: 'Every route the proxy holds and the object that made it (the default command)',
    options: { ...COMMON_OPTIONS, ...RESOURCE_OPTIONS, ...ROUTE_FILTERS },
    examples: [
      ['whyroute dump.json', 'all routes of a saved dump'],
      ['istioctl pc routes POD -o json | whyroute', 'straight from istioctl'],
      ['whyroute routes dump.json --host shop.example.com --path /cart', 'what may answer that URL'],
      ['whyroute routes dump.json -r resources/', 'with the exact rule, file and line of each'],
      ['whyroute routes --pod deploy/istio-ingressgateway -n istio-system', 'from the live cluster'],
      ['whyroute routes dump.json --source shop/storefront -o wide', 'what one VirtualService made'],
    ],
    run: async (args, io) => (await import('./routes.ts')).routes(args, io),
  },
  {
    names: ['clusters', 'c', 'cluster'],
    positionals: '[inputs..]',
    summary: 'Every cluster: Service or ServiceEntry, DestinationRule, subset, endpoints',
    options: { ...COMMON_OPTIONS, ...RESOURCE_OPTIONS, ...CLUSTER_FILTERS },
    examples: [
      ['whyroute clusters dump.json', 'all clusters'],
      ['whyroute clusters dump.json --host web.shop.svc.cluster.local', 'those of one service'],
    ],
    run: async (args, io) => (await import('./clusters.ts')).clusters(args, io),
  },
  {
    names: ['listeners', 'l', 'listener'],
    positionals: '[inputs..]',
    summary: 'Every listener and filter chain: Gateway and server, SNI, secret, routes or TCP target, state',
    options: { ...COMMON_OPTIONS, ...RESOURCE_OPTIONS, ...LISTENER_FILTERS },
    examples: [
      ['whyroute listeners dump.json', 'all listeners'],
      ['whyroute listeners dump.json --port 8443', 'the chains of one port'],
    ],
    run: async (args, io) => (await import('./listeners.ts')).listeners(args, io),
  },
  {
    names: ['explain'],
    positionals: '[selector] [inputs..]',
    summary: 'One object in full: what it is, who made it, by which evidence, how sure, what competes with it',
    options: { ...COMMON_OPTIONS, ...RESOURCE_OPTIONS, ...EXPLAIN_OPTIONS },
    examples: [
      ['whyroute explain http.8080/shop.example.com:80/3 dump.json', 'a route: CONFIG/VHOST/INDEX'],
      ["whyroute explain 'outbound|80|v1|web.shop.svc.cluster.local' dump.json", 'a cluster'],
      ['whyroute explain 0.0.0.0_8443 dump.json', 'a listener'],
      ['whyroute explain VirtualService/shop/storefront dump.json', 'all that one object made'],
      ['whyroute explain --host shop.example.com --path /cart dump.json', 'what may answer a URL'],
    ],
    run: async (args, io) => (await import('./explain.ts')).explainCommand(args, io),
  },
  {
    names: ['trace'],
    positionals: '[url] [inputs..]',
    summary: 'What this proxy does with a request, hop by hop, and why every nearer candidate lost',
    options: { ...COMMON_OPTIONS, ...RESOURCE_OPTIONS, ...TRACE_OPTIONS },
    examples: [
      ["whyroute trace https://shop.example.com/cart dump.json -H 'x-canary: true'", 'one request'],
      ["whyroute trace --curl 'curl -X POST https://shop.example.com/cart' dump.json", 'pasted from a terminal'],
      ['whyroute trace https://shop.example.com/cart dump.json --expect shop/storefront', 'in a script'],
      ['whyroute trace --batch requests.jsonl dump.json -o ndjson', 'many'],
      ['kubectl logs POD | whyroute trace --log - dump.json', 'an access log, grouped by cause'],
    ],
    run: async (args, io) => (await import('./trace.ts')).trace(args, io),
  },
  {
    names: ['why-not'],
    positionals: '<resource> [inputs..]',
    summary: 'What each rule of a resource became in this proxy, or why it became nothing (needs -r)',
    options: { ...COMMON_OPTIONS, ...RESOURCE_OPTIONS },
    examples: [
      ['whyroute why-not VirtualService/shop/storefront dump.json -r resources/', 'each rule and match of it'],
      ['kubectl get vs,gw,svc -A -o yaml | whyroute why-not vs/shop/storefront dump.json -r -', 'from the cluster'],
    ],
    run: async (args, io) => (await import('./why-not.ts')).whyNot(args, io),
  },
  {
    names: ['lint'],
    positionals: '[inputs..]',
    summary: 'What is wrong or surprising in this configuration, worst first, each with a request that shows it',
    options: { ...COMMON_OPTIONS, ...LINT_OPTIONS, ...RESOURCE_OPTIONS },
    examples: [
      ['whyroute lint dump.json', 'the ten worst findings'],
      [
        'whyroute lint dump.json -r resources/ -o wide --all',
        'all of them, with requests to try, fixes, file and line',
      ],
      ['whyroute lint dump.json -r resources/ -o sarif > lint.sarif', 'for code scanning; -o github for annotations'],
      ["whyroute lint dump.json --ignore 'no-catchall=*' --fail-on warning", 'in CI'],
      ['whyroute lint dump.json --baseline baseline.json', 'only what is new since -o baseline'],
    ],
    run: async (args, io) => (await import('./lint.ts')).lint(args, io),
  },
  {
    names: ['rules'],
    positionals: '[code]',
    summary: "The rules of lint; one rule's page with the incident behind it and the fix",
    options: COMMON_OPTIONS,
    examples: [
      ['whyroute rules', 'all of them'],
      ['whyroute rules cross-vs-shadow', 'what it means, how it is printed, how it is fixed'],
    ],
    run: async (args, io) => (await import('./rules.ts')).rules(args, io),
  },
  {
    names: ['report'],
    positionals: '[inputs..]',
    summary: 'One file for a ticket, secrets removed: every route, a trace box, what is missing (HTML or Markdown)',
    options: { ...COMMON_OPTIONS, ...RESOURCE_OPTIONS, ...REPORT_OPTIONS },
    examples: [
      ['whyroute report dump.json -r resources/ -O gateway.html', 'a page that opens anywhere'],
      ['whyroute report dump.json -o markdown', 'the short form, for a ticket’s text field'],
      ['whyroute report dump.json --ask', 'which command would settle what the input leaves open'],
    ],
    run: async (args, io) => (await import('./report.ts')).report(args, io),
  },
  {
    names: ['redact'],
    positionals: '[input]',
    summary: 'The dump itself without its secrets, checked before it is written: to attach to a ticket',
    options: { ...COMMON_OPTIONS, ...FILE_OPTIONS },
    examples: [
      ['whyroute redact dump.json -O dump.redacted.json', 'what was removed is counted, never shown'],
      ['istioctl pc all POD -o json | whyroute redact -O dump.redacted.json', 'straight from istioctl'],
    ],
    run: async (args, io) => (await import('./redact.ts')).redact(args, io),
  },
  {
    names: ['capture'],
    positionals: '[pods..]',
    summary: 'Collects everything from a live cluster, read-only, into one bundle that every other command reads',
    options: { ...COMMON_OPTIONS, ...CAPTURE_OPTIONS, ...LIVE_OPTIONS },
    examples: [
      ['whyroute capture deploy/istio-ingressgateway -n istio-system -O bundle.tgz', 'every pod of a gateway'],
      ['whyroute capture -O bundle.tgz', 'all ingress gateways'],
      ['whyroute capture -l app=web -n shop -O bundle.tgz --context prod', 'by label, in another cluster'],
      ['whyroute capture gw-abc.istio-system --dry-run', 'the commands, to be run by hand'],
      ['whyroute routes bundle.tgz --pod gw-abc.istio-system', 'a week later, without the cluster'],
    ],
    run: async (args, io) => (await import('./capture.ts')).captureCommand(args, io),
  },
  {
    names: ['completion'],
    positionals: '<shell>',
    summary: 'A completion script for bash, zsh or fish',
    options: GENERAL_OPTIONS,
    examples: [
      ['source <(whyroute completion bash)', 'in this shell'],
      ['whyroute completion fish > ~/.config/fish/completions/whyroute.fish', 'for good'],
    ],
    run: async (args, io) => (await import('./completion.ts')).completion(args, io),
  },
];

/** The command of this name, short or long. */
export function commandNamed(word: string | undefined): Command | undefined {
  return COMMANDS.find(({ names }) => word !== undefined && names.includes(word));
}

/** The command that a line in one spelling is for: the first of all, when it names none. */
export function commandOf([first]: readonly string[]): Command {
  return commandNamed(first) ?? (COMMANDS[0] as Command);
}
