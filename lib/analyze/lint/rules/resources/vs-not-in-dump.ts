import { facts } from '../../probe/proof.ts';
import { givenRules, placeOf, resourceSelector } from '../../look/given-rules.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { refWords } from '../../words/source-words.ts';

interface Args {
  readonly object: string;
  /** A rule of it; null when all of it became nothing. */
  readonly path: string | null;
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
    for (const { resource, rules } of givenRules(context)) {
      if (resource.type === 'Gateway' || resource.type === 'KubernetesGateway') continue;
      const lost = rules.filter(({ became, reasons }) => became.length === 0 && reasons.length > 0);
      const [first] = lost;
      if (first === undefined) continue;
      const whole = lost.length === rules.length;
      for (const row of whole ? [first] : lost) {
        // A VirtualService of several Gateways: what is meant for another proxy says nothing about this one.
        const reason = row.reasons[0];
        if (reason === undefined || OWN_RULES.has(reason.kind)) continue;
        if (row.reasons.some(({ kind }) => ELSEWHERE.has(kind))) continue;
        const ref = placeOf(resource.ref, whole ? null : row.path, whole ? resource.location : row.location);
        yield {
          subject: whole ? resourceSelector(resource.ref) : `${resourceSelector(resource.ref)} ${row.path}`,
          args: {
            object: refWords(resource.ref),
            path: whole ? null : row.path,
            reason: reason.kind,
            why: reason.text,
          },
          confidence: 'certain',
          resources: [ref],
          proof: facts(
            `${refWords(resource.ref)} ${whole ? '' : `${row.path} `}is among the resources given`,
            reason.text,
          ),
        };
      }
    }
  },
  message: ({ path, why }) => `${path === null ? 'made' : `${path} made`} nothing in this proxy: ${why}`,
  fix: ({ reason }) => FIXES.get(reason) ?? 'correct what the reason names; whyroute why-not tells it for each rule',
});

const FIXES: ReadonlyMap<string, string> = new Map([
  ['no-such-gateway', 'write gateways as NAMESPACE/NAME of a Gateway that exists'],
  ['hosts-disjoint', 'make hosts of the VirtualService fit those of the Gateway server'],
  ['namespace-not-allowed', 'let the Gateway server take hosts of that namespace: NAMESPACE/HOST'],
  ['not-exported', 'add the namespace of the gateway to exportTo'],
  ['after-catch-all', 'move the rule before the one that takes everything: istiod drops what comes after it'],
  ['server-dropped', 'give the server another port, or merge it with the one that wins'],
]);
