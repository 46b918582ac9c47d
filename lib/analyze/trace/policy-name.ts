/** Istio's names of RBAC policies: `ns[NAMESPACE]-policy[NAME]-rule[INDEX]` (istio pilot/pkg/security/authz/builder). */
import type { ResourceRef, Source } from '../../model/index.ts';
import { sourceOf } from '../../model/index.ts';

const POLICY = /^(?:istio-ext-authz-)?ns\[([^\]]*)\]-policy\[([^\]]*)\]-rule\[(\d+)\]$/;

/** The AuthorizationPolicy behind a policy's name; null for names of another shape. */
export function policySource(name: string): Source | null {
  const [, namespace, policy, rule] = POLICY.exec(name) ?? [];
  if (namespace === undefined || policy === undefined || rule === undefined) return null;
  const resource: ResourceRef = {
    group: 'security.istio.io',
    kind: 'AuthorizationPolicy',
    namespace,
    name: policy,
  };
  return sourceOf({
    status: 'attributed',
    resource,
    path: `rules[${rule}]`,
    via: null,
    confidence: 'certain',
    location: null,
    evidence: [{ kind: 'policyName', detail: `the RBAC policy is named ${name}` }],
    gateways: [],
  });
}

/** `AuthorizationPolicy ns/name rules[0]`, or the name as it stands. */
export function policyWords(name: string): string {
  const [, namespace = '', policy = '', rule = ''] = POLICY.exec(name) ?? [];
  return policy === '' ? `RBAC policy ${name}` : `AuthorizationPolicy ${namespace}/${policy} rules[${rule}]`;
}
