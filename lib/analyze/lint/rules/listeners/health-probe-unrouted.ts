import { answer, requestOf } from '../../../../matching/index.ts';
import type { Listener } from '../../../../model/index.ts';
import type { LintContext } from '../../context.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly port: number;
  readonly answers: readonly string[];
}

const PATHS = ['/', '/healthz/ready'] as const;
/** RFC 5737: documentation. */
const ADDRESS = '192.0.2.10';

export const healthProbeUnrouted: Rule = defineRule<Args>({
  code: 'health-probe-unrouted',
  severity: 'info',
  needs: ['listeners', 'routes', 'gateway'],
  summary: 'A health check by address gets no route on a port of the gateway',
  *check(context) {
    for (const listener of new Set(context.chains.map((placed) => placed.listener))) {
      const { port, id, label, state } = listener;
      if (port === null || (state !== null && state !== 'active' && state !== 'static')) continue;
      if (listener.filterChains.every(({ target }) => target.kind !== 'http')) continue;
      const answers = PATHS.map((path) => answerTo(context, listener, path));
      if (answers.some((one) => one === null)) continue;
      const said = answers.flatMap((one) => one ?? []);
      yield {
        subject: label,
        args: { port, answers: said },
        confidence: 'certain',
        of: [id],
        proof: facts(...said),
      };
    }
  },
  message: ({ port, answers }) => `a check by address on port ${String(port)} does not pass: ${answers.join(', ')}`,
  fix: () => 'point the check at port 15021, path /healthz/ready; or route its path for host "*"',
});

/** Null when it passes, or cannot be told. */
function answerTo({ index }: LintContext, { filterChains, port }: Listener, path: string): string | null {
  const secure = filterChains.every(({ transportSocket }) => transportSocket !== null);
  const request = requestOf({ scheme: secure ? 'https' : 'http', port, authority: ADDRESS, path, sni: null });
  const { disposition, status } = answer(index, request);
  switch (disposition) {
    case 'not-found':
    case 'redirected':
    case 'bad-request':
      return `GET ${path} gets ${String(status ?? 'no answer')}`;
    case 'connection-closed':
      return `GET ${path} without server name: connection closed`;
    case 'forwarded':
    case 'direct-response':
    case 'tcp-forwarded':
    case 'indeterminate':
      return null;
  }
}
