/**
 * envoy.filters.http.rbac decided as far as it can be: which policy denies or allows a request. The configuration is
 * read as the dump spells it (envoy/config/rbac/v3/rbac.proto; reference/envoy-semantics.md section 8).
 */
import type { AdmittedRequest } from './admitted-request.ts';
import { startsTls } from './connection-facts.ts';
import { asciiLower, toBytes } from './bytes.ts';
import { containsAddress } from './cidr.ts';
import { headerTest } from './header-matcher.ts';
import type { MatchGap } from './match-gap.ts';
import { rawField, rawList, rawStranger, rawText } from './raw-field.ts';
import { decodeHeader, decodeString } from './raw-matchers.ts';
import type { ClientCertificate, Request } from './request.ts';
import type { RegexCache } from './regex.ts';
import { stringTest } from './string-matcher.ts';
import type { Truth } from './verdict.ts';
import { allTruth, anyTruth, invertTruth } from './verdict.ts';

/** What rules are decided on; `ignorePathParameters` is the route configuration's setting. */
export interface RbacContext {
  /** Null for the network filter, which sees a connection only. */
  readonly request: AdmittedRequest | null;
  readonly asked: Request;
  readonly certificate: ClientCertificate | null;
  readonly listenerPort: number | null;
  readonly regexes: RegexCache;
  readonly ignorePathParameters: boolean;
}

/** `policy`: the policy that decided; null when an ALLOW list held none that matched. */
export type RbacDecision =
  | { readonly kind: 'allowed'; readonly policy: string | null }
  /** `among`: the policies of an ALLOW list of which none matched. */
  | { readonly kind: 'denied'; readonly policy: string | null; readonly among: readonly string[] }
  | { readonly kind: 'indeterminate'; readonly policies: readonly string[]; readonly gaps: readonly MatchGap[] };

const DEPTH_LIMIT = 64;
const RULES = new Set(['action', 'policies', 'audit_logging_options']);
const POLICY = new Set(['permissions', 'principals', 'condition', 'checked_condition', 'cel_config']);

/** Fields of what a rule may hold, by the field that holds it; the others are plain values or read elsewhere. */
const FIELDS: Readonly<Partial<Record<string, ReadonlySet<string>>>> = {
  and_rules: new Set(['rules']),
  or_rules: new Set(['rules']),
  and_ids: new Set(['ids']),
  or_ids: new Set(['ids']),
  url_path: new Set(['path']),
  destination_port_range: new Set(['start', 'end']),
  remote_ip: new Set(['address_prefix', 'prefix_len']),
  direct_remote_ip: new Set(['address_prefix', 'prefix_len']),
  source_ip: new Set(['address_prefix', 'prefix_len']),
  authenticated: new Set(['principal_name']),
};

/** Decides one rule set (`rules` of the filter). Absent rules let everything pass. */
export function rbacDecision(rules: unknown, context: RbacContext): RbacDecision {
  if (rules === undefined || rules === null) return { kind: 'allowed', policy: null };
  const action = rawText(rules, 'action') ?? 'ALLOW';
  if (action === 'LOG') return { kind: 'allowed', policy: null };
  const strange = rawStranger(rules, RULES);
  if (strange !== null) return { kind: 'indeterminate', policies: [], gaps: [strange] };
  const open: [string, MatchGap][] = [];
  const policies = policiesOf(rules);
  for (const [name, policy] of policies) {
    const truth = policyTruth(policy, context);
    if (truth === true) {
      return action === 'DENY' ? { kind: 'denied', policy: name, among: [] } : { kind: 'allowed', policy: name };
    }
    if (truth !== false) open.push([name, truth]);
  }
  if (open.length > 0) {
    return { kind: 'indeterminate', policies: open.map(([name]) => name), gaps: open.map(([, gap]) => gap) };
  }
  return action === 'DENY'
    ? { kind: 'allowed', policy: null }
    : { kind: 'denied', policy: null, among: policies.map(([name]) => name) };
}

/** Policies are a map; Envoy goes through it in order of the names. */
function policiesOf(rules: unknown): readonly (readonly [string, unknown])[] {
  const policies = rawField(rules, 'policies');
  if (typeof policies !== 'object' || policies === null) return [];
  return Object.entries(policies).sort(([a], [b]) => (a < b ? -1 : 1));
}

function policyTruth(policy: unknown, context: RbacContext): Truth {
  const permissions = anyTruth(rawList(policy, 'permissions'), (rule) => ruleTruth(rule, context, 0));
  const principals = anyTruth(rawList(policy, 'principals'), (rule) => ruleTruth(rule, context, 0));
  const condition = rawField(policy, 'condition') ?? rawField(policy, 'checked_condition');
  const conditions: readonly Truth[] =
    condition === undefined ? [] : [{ kind: 'unsupported', field: 'condition', raw: condition }];
  const strange = rawStranger(policy, POLICY);
  if (strange !== null) return strange;
  return allTruth([permissions, principals, ...conditions], (truth) => truth);
}

/** One Permission or Principal: both are a message with exactly one member of a oneof. */
function ruleTruth(rule: unknown, context: RbacContext, depth: number): Truth {
  const name = typeof rule === 'object' && rule !== null ? snake(Object.keys(rule)[0] ?? '') : '';
  const value = rawField(rule, name);
  if (depth > DEPTH_LIMIT) return { kind: 'unsupported', field: name, raw: 'too deep' };
  const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  const strange = rawStranger(rule, new Set([name])) ?? (known === undefined ? null : rawStranger(value, known));
  if (strange !== null) return strange;
  const inner = (part: unknown): Truth => ruleTruth(part, context, depth + 1);
  switch (name) {
    case 'any':
      return value === true;
    case 'and_rules':
      return allTruth(rawList(value, 'rules'), inner);
    case 'or_rules':
      return anyTruth(rawList(value, 'rules'), inner);
    case 'and_ids':
      return allTruth(rawList(value, 'ids'), inner);
    case 'or_ids':
      return anyTruth(rawList(value, 'ids'), inner);
    case 'not_rule':
    case 'not_id':
      return invertTruth(inner(value));
    default:
      return factTruth(name, value, context);
  }
}

function factTruth(name: string, value: unknown, context: RbacContext): Truth {
  const { asked, listenerPort, regexes } = context;
  switch (name) {
    case 'header':
    case 'url_path':
      return context.request === null
        ? { kind: 'unsupported', field: name, raw: value }
        : httpTruth(name, value, context.request, context);
    case 'destination_port':
      return listenerPort === null ? { kind: 'requestFact', fact: 'port' } : listenerPort === Number(value);
    case 'destination_port_range':
      return listenerPort === null
        ? { kind: 'requestFact', fact: 'port' }
        : listenerPort >= Number(rawField(value, 'start') ?? 0) && listenerPort < Number(rawField(value, 'end') ?? 0);
    case 'requested_server_name':
      // The server name of the connection: a plain one has none, whatever its Host says.
      return stringTest(decodeString(value), regexes)(asciiLower(toBytes((startsTls(asked) ? asked.sni : null) ?? '')));
    case 'remote_ip':
    case 'direct_remote_ip':
    case 'source_ip':
      return sourceTruth(name, value, context);
    case 'authenticated':
      return authenticatedTruth(value, context);
    default:
      return { kind: 'unsupported', field: name, raw: value };
  }
}

function httpTruth(
  name: 'header' | 'url_path',
  value: unknown,
  request: AdmittedRequest,
  { regexes, ignorePathParameters }: RbacContext,
): Truth {
  const { flags } = request.facts.profile;
  if (name === 'header') {
    return headerTest(decodeHeader(value), regexes, flags.rbac_match_headers_individually)(request.headers);
  }
  // The path without query; newer Envoy also drops path parameters where the routes do.
  const bare = ignorePathParameters && flags.rbac_respect_ignore_path_parameters;
  const path = bare ? request.fileWithoutParameters() : (request.file ?? '');
  return stringTest(decodeString(rawField(value, 'path')), regexes)(path);
}

/** A client behind trusted hops has another remote address than its connection: not told here. */
function sourceTruth(name: string, range: unknown, { request, asked }: RbacContext): Truth {
  const hcm = request?.facts.hcm;
  const forwarded = asked.headers.some(([header]) => header === 'x-forwarded-for');
  const direct =
    hcm === undefined || name !== 'remote_ip' || (hcm.useRemoteAddress === true && (hcm.xffNumTrustedHops ?? 0) === 0);
  if (asked.sourceIp === null || (!direct && forwarded)) return { kind: 'requestFact', fact: 'sourceIp' };
  const length = rawField(range, 'prefix_len');
  const cidr = `${rawText(range, 'address_prefix') ?? ''}/${typeof length === 'number' ? String(length) : '0'}`;
  return containsAddress(cidr, asked.sourceIp) ?? { kind: 'unsupported', field: name, raw: range };
}

/** A certificate's names are not part of a request here: only its absence decides. */
function authenticatedTruth(value: unknown, { certificate }: RbacContext): Truth {
  if (certificate === null) return { kind: 'requestFact', fact: 'clientCertificate' };
  if (!certificate.presented) return false;
  return rawField(value, 'principal_name') === undefined
    ? true
    : { kind: 'unsupported', field: 'principal_name', raw: value };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
