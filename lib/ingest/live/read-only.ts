/**
 * The last look before a child starts: a command passes only when every word of it is on the list. A mistake elsewhere in
 * whyroute then is a refusal, not a change to somebody's cluster (reference/reliability-security.md 4.3, only reading).
 */
import { isNamespace, isObjectName } from '../tree/pod-name.ts';
import { ADMIN_PATHS, ISTIOCTL_SECTIONS } from './command.ts';
import type { LiveCommand } from './command.ts';
import { isContext, isSelector } from './names.ts';
import { CAPTURED_KINDS, OWNER_KINDS, POD_KIND } from './resource-kinds.ts';

const KINDS: ReadonlySet<string> = new Set([...CAPTURED_KINDS, ...Object.values(OWNER_KINDS), POD_KIND]);

/** Each flag with what its value may be; null for a flag that has none. */
const FLAGS: Readonly<Record<string, ((value: string) => boolean) | null>> = {
  '--context': isContext,
  '--kubeconfig': (value) => /^(?:\/|[A-Za-z]:\\)/.test(value),
  '--output': (value) => value === 'json',
  '--namespace': isNamespace,
  '--selector': isSelector,
  '--container': (value) => value === 'istio-proxy',
  '--all-namespaces': null,
  '--remote': (value) => value === 'false',
};

function isFlag(word: string): boolean {
  const equals = word.indexOf('=');
  const name = equals === -1 ? word : word.slice(0, equals);
  if (!Object.hasOwn(FLAGS, name)) return false;
  const test = FLAGS[name];
  return test === null || test === undefined ? equals === -1 : equals !== -1 && test(word.slice(equals + 1));
}

/** `POD.NAMESPACE` */
function isPodAndNamespace(word: string): boolean {
  const dot = word.lastIndexOf('.');
  return isObjectName(word.slice(0, dot)) && isNamespace(word.slice(dot + 1));
}

function isOneOf(list: readonly string[], word: string | undefined): boolean {
  return word !== undefined && list.includes(word);
}

/** What stands where no flags stand, verb first; `behind` what follows `--`. */
function isListed(tool: LiveCommand['tool'], words: readonly string[], behind: readonly string[]): boolean {
  const [verb, second, ...more] = words;
  const [first, name, ...others] = behind;
  const noMore = more.length === 0 && others.length === 0;
  if (verb === 'version') return second === undefined && first === undefined;
  if (tool === 'istioctl') {
    const section = second === 'all' || isOneOf(ISTIOCTL_SECTIONS, second);
    return verb === 'proxy-config' && section && noMore && name === undefined && isPodAndNamespace(first ?? '');
  }
  if (verb === 'get') {
    return second === undefined && noMore && KINDS.has(first ?? '') && (name === undefined || isObjectName(name));
  }
  if (verb === 'config') return second === 'current-context' && noMore && first === undefined;
  return verb === 'exec' && isObjectName(second ?? '') && more.length === 0 && isAdminGet(behind);
}

/** What runs in the pod: the agent asks Envoy for a page, and never sends anything. */
function isAdminGet(words: readonly string[]): boolean {
  const [agent, verb, method, path] = words;
  const asks = agent === 'pilot-agent' && verb === 'request' && method === 'GET';
  return asks && words.length === 4 && isOneOf(ADMIN_PATHS, path);
}

export function isReadOnly({ tool, args }: LiveCommand): boolean {
  const dashes = args.indexOf('--');
  const before = dashes === -1 ? args : args.slice(0, dashes);
  const behind = dashes === -1 ? [] : args.slice(dashes + 1);
  const flags = before.filter((word) => word.startsWith('-'));
  const words = before.filter((word) => !word.startsWith('-'));
  return flags.every(isFlag) && isListed(tool, words, behind);
}
