import { isOwnPort } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly labels: readonly string[] | null;
}

export const noGatewayListener: Rule = defineRule<Args>({
  code: 'no-gateway-listener',
  severity: 'error',
  needs: ['listeners', 'gateway'],
  absence: ['listeners'],
  summary: 'A gateway listens on nothing but its own ports: connection refused',
  *check({ snapshot }) {
    const ports = snapshot.listeners.flatMap(({ port }) => (port === null || isOwnPort(port) ? [] : [port]));
    if (ports.length > 0) return;
    const labels = snapshot.proxy?.labels ?? null;
    const shown = labels === null ? null : [...labels].map(([key, value]) => `${key}=${value}`).sort();
    yield {
      subject: 'listeners',
      args: { labels: shown },
      confidence: 'certain',
      proof: facts(
        `listeners: ${snapshot.listeners.map(({ label }) => label).join(', ') || 'none'}`,
        shown === null ? 'the input does not tell the labels of the pod' : `the pod has the labels ${shown.join(', ')}`,
      ),
    };
  },
  message: ({ labels }) =>
    `listens on nothing for clients: no Gateway selects this pod${labels === null ? '' : ` (${labels.join(', ')})`}, or its servers were skipped`,
  fix: () =>
    'compare selector of the Gateway with the labels of the pod; ports below 1024 need the privilege to bind; discoverySelectors may hide the Gateway',
});
