import { groupBy } from '../../../../base/index.ts';
import { listAt, textsAt } from '../../../../base/plain.ts';
import type { RuleRow } from '../../../../model/index.ts';
import type { LintContext } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import type { GivenRules } from '../../look/given-rules.ts';
import { givenRules, placeOf, resourceSelector } from '../../look/given-rules.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { refWords, some } from '../../words/source-words.ts';

interface Args {
  /** Rules of it; none when all of it became nothing. */
  readonly paths: readonly string[];
  readonly reason: string;
  readonly why: string;
}

/** Not meant for this proxy, or said by a rule of its own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'only-mesh',
  'only-gateways',
  'gateway-not-selected',
  'not-delegated',
  'replaced-by-delegate',
  'ingress-class',
  'source-labels',
  'source-namespace',
  'gateways-mismatch',
  'port-mismatch',
]);
const OWN_RULES: ReadonlySet<string> = new Set([
  'delegate-missing',
  'delegate-not-exported',
  'delegate-conflict',
  'protocol-mismatch',
  'not-first',
  'duplicate-sni',
]);

export const vsNotInDump: Rule = defineRule<Args>({
  code: 'vs-not-in-dump',
  severity: 'warning',
  needs: ['resources', 'routes', 'listeners'],
  summary: 'A VirtualService (or a rule of it) is bound to this gateway and made nothing',
  *check(context) {
    for (const given of givenRules(context)) {
      const { resource, rules } = given;
      if (resource.type === 'Gateway' || resource.type === 'KubernetesGateway') continue;
      const lost = rules.filter((row) => isLost(row) && !isForOthers(context, given, row.path));
      const isWhole = lost.length > 0 && lost.length === rules.length;
      for (const [why, rows] of groupBy(lost, ({ reasons }) => reasons[0]?.text ?? '')) {
        const { ref } = resource;
        const all = isWhole && rows.length === rules.length;
        const paths = all ? [] : rows.map(({ path }) => path);
        yield {
          subject: all ? resourceSelector(ref) : `${resourceSelector(ref)} ${paths[0] ?? ''}`,
          args: { paths, reason: rows[0]?.reasons[0]?.kind ?? '', why },
          confidence: 'certain',
          resources: all
            ? [placeOf(ref, null, resource.location)]
            : rows.map((row) => placeOf(ref, row.path, row.location)),
          proof: facts(`${refWords(ref)} is among the resources given`, why),
        };
      }
    }
  },
  message: ({ paths, why }) => `${paths.length === 0 ? 'made' : `${some(paths)} made`} nothing in this proxy: ${why}`,
  fix: ({ reason }) => FIXES.get(reason) ?? 'correct what the reason names; whyroute why-not tells it for each rule',
});

function isLost({ became, reasons }: RuleRow): boolean {
  const [first] = reasons;
  if (became.length > 0 || first === undefined || OWN_RULES.has(first.kind)) return false;
  return !reasons.some(({ kind }) => ELSEWHERE.has(kind));
}

/** A match may be for proxies of another kind, which the replay does not come to say where an earlier rule ends it. */
function isForOthers({ comparison }: LintContext, { resource }: GivenRules, path: string): boolean {
  const [, rule, match] = /^http\[(\d+)\](?:\.match\[(\d+)\])?$/.exec(path) ?? [];
  if (comparison === null || rule === undefined || match === undefined) return false;
  const gateways = textsAt(listAt(listAt(resource.spec, 'http')[Number(rule)], 'match')[Number(match)], 'gateways');
  if (gateways.length === 0) return false;
  const { target, selected } = comparison.replay;
  if (target.type !== 'router') return !gateways.includes('mesh');
  const own = new Set(selected.flatMap(({ namespace, name }) => [`${namespace}/${name}`, name]));
  return !gateways.some((name) => own.has(name));
}

const FIXES: ReadonlyMap<string, string> = new Map([
  ['no-such-gateway', 'write gateways as NAMESPACE/NAME of a Gateway that exists'],
  ['hosts-disjoint', 'make hosts of the VirtualService fit those of the Gateway server'],
  ['namespace-not-allowed', 'let the Gateway server take hosts of that namespace: NAMESPACE/HOST'],
  ['not-exported', 'add the namespace of the gateway to exportTo'],
  ['after-catch-all', 'move the rule before the one that takes everything: istiod drops what comes after it'],
  ['server-dropped', 'give the server another port, or merge it with the one that wins'],
]);
