/** What the upstream sees: path, host and headers after the route's changes; or what the client gets instead. */
import type { TraceHop } from '../../../model/index.ts';
import { mutatedRequestHeaders, rewriteHost, rewritePath, toText } from '../../../matching/index.ts';
import type { MatchGap } from '../../../matching/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Tracer } from '../tracer.ts';
import { gapWords } from '../words/gap.ts';
import { quote } from '../words/quote.ts';
import { hopOf } from './hop.ts';

export function rewriteHop(tracer: Tracer, { answer, filters }: Outcome): TraceHop | null {
  const { route, admitted, virtualHost, routeConfig, location } = answer;
  if (filters?.answered?.certain === true) return null;
  if (route === null || admitted === null || virtualHost === null || routeConfig === null) return null;
  const { action } = route;
  if (action.kind === 'redirect') {
    const to = location === null ? 'a location that cannot be computed' : location;
    return hopOf({
      stage: 'rewrite',
      outcome: 'answered',
      decided: `The client is redirected (${String(action.status)}) to ${to}.`,
    });
  }
  if (action.kind === 'directResponse') {
    return hopOf({ stage: 'rewrite', outcome: 'answered', decided: `Envoy answers ${String(action.status)} itself.` });
  }
  if (action.kind !== 'forward') return null;
  const { regexes } = tracer.index;
  const path =
    action.pathRewrite === undefined ? null : rewritePath(action.pathRewrite, route.match.path, admitted, regexes);
  const host =
    action.hostRewrite?.kind === 'auto'
      ? 'the name of the chosen endpoint'
      : rewriteHost(action.hostRewrite, admitted, regexes);
  const before = admitted.facts.request.headers;
  const after = mutatedRequestHeaders(before, route, virtualHost, routeConfig);
  const changes = [
    path === null || path === admitted.facts.path ? '' : `path becomes ${words(path)}`,
    host === null ? '' : `host becomes ${words(host)}`,
    ...after.filter((entry) => !before.includes(entry)).map(([name, value]) => `header ${name}: ${value} is set`),
    ...before.filter((entry) => !after.includes(entry)).map(([name]) => `header ${name} is removed or replaced`),
  ].filter((part) => part !== '');
  const mirrors = (action.mirrors ?? virtualHost.mirrors ?? routeConfig.mirrors ?? []).map(({ cluster, fraction }) => {
    const part =
      fraction === undefined
        ? 'every request'
        : `${String((fraction.numerator * 100) / fraction.denominator)} % of requests`;
    return `A copy of ${part} goes to ${cluster}.`;
  });
  if (changes.length === 0 && mirrors.length === 0) return null;
  const decided =
    changes.length === 0 ? 'Path, host and headers go upstream as they are.' : `Upstream, ${changes.join('; ')}.`;
  return hopOf({ stage: 'rewrite', decided, notes: [...mirrors, ...slashNotes(path)] });
}

/** A prefix rewrite that glues or doubles slashes is the commonest mistake with rewrites. */
function slashNotes(path: string | MatchGap | null): readonly string[] {
  return typeof path === 'string' && path.startsWith('//')
    ? ['The path now begins with two slashes: prefix and rewrite end differently.']
    : [];
}

function words(value: string | MatchGap): string {
  return typeof value === 'string'
    ? quote(toText(value) ?? value)
    : `something that cannot be told (${gapWords(value)})`;
}
