import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly ports: readonly number[];
}

/** 15020 before Istio 1.6. */
const READINESS: ReadonlySet<number> = new Set([15021, 15020]);

export const readinessListenerMissing: Rule = defineRule<Args>({
  code: 'readiness-listener-missing',
  severity: 'warning',
  needs: ['bootstrap', 'listeners', 'gateway'],
  absence: ['listeners'],
  summary: 'Port 15021 does not answer: load balancers take the gateway for dead',
  *check({ snapshot }) {
    const ports = snapshot.listeners.flatMap(({ port }) => port ?? []);
    if (ports.some((port) => READINESS.has(port)) || ports.length === 0) return;
    yield {
      subject: 'listeners',
      args: { ports },
      confidence: 'likely',
      proof: facts(`the listeners have ports ${ports.join(', ')}`, 'none of them is 15021'),
    };
  },
  message: () => 'has no listener on 15021, where load balancers and Kubernetes ask whether it is ready',
  fix: () => "use Istio's own bootstrap; where a custom one is used, keep its readiness listener",
});
