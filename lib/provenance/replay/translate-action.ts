/** What a rule does, as Envoy would have it (Istio core/route/route.go, applyHTTPRouteDestination and neighbors). */
import { fieldOf, numberAt, textAt, type PlainRecord } from '../../base/plain.ts';
import type { HttpRule, Mirror } from '../../resources/index.ts';
import { destinationCluster, type DestinationContext } from './destination-cluster.ts';
import type { ReplayVirtualService } from './effective.ts';
import type { ExpectedAction, ExpectedCluster } from './expected.ts';
import { authorityOf } from './translate-headers.ts';
import { quoteMeta } from './translate-match.ts';

export interface ActionContext extends DestinationContext {
  readonly semantics: ReplayVirtualService['semantics'];
  /** The server has TLS settings: decides which derived redirect port is left out. */
  readonly isTls: boolean;
  /** Value of the route's path-separated prefix, for rewrites that cut it off. */
  readonly pathPrefix: string;
}

/** Redirect before direct response before route, as istiod decides. */
export function translateAction(rule: HttpRule, context: ActionContext): ExpectedAction {
  if (rule.redirect !== undefined) return translateRedirect(rule.redirect, context);
  if (rule.directResponse !== undefined) return translateDirectResponse(rule.directResponse);
  return translateForward(rule, context);
}

function translateForward(rule: HttpRule, context: ActionContext): ExpectedAction {
  const destinations =
    rule.destinations.length === 1
      ? rule.destinations
      : rule.destinations.filter((destination) => destination.weight !== 0);
  const clusters = destinations.map(({ destination, weight }) => destinationCluster(destination, weight, context));
  const [only, second] = destinations;
  const own = only !== undefined && second === undefined ? authorityOf(only.headers) : undefined;
  const authority = nonEmpty(rule.rewrite?.authority) ?? authorityOf(rule.headers) ?? own;
  return {
    kind: 'forward',
    clusters,
    pathRewrite: translatePathRewrite(rule, context),
    hostRewrite: authority ?? null,
    timeout: rule.timeout ?? null,
    mirrors: mirrorsOf(rule).flatMap((mirror) => mirrorCluster(mirror, context)),
  };
}

function mirrorsOf({ mirror, mirrors }: HttpRule): readonly Mirror[] {
  return mirror === undefined ? mirrors : [mirror, ...mirrors];
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** An explicit zero percent means no mirror. */
function mirrorCluster(mirror: Mirror, context: ActionContext): readonly ExpectedCluster[] {
  return mirror.percent === 0 ? [] : [destinationCluster(mirror.destination, mirror.percent ?? 100, context)];
}

type PathRewriteExpectation = Extract<ExpectedAction, { kind: 'forward' }>['pathRewrite'];

function translatePathRewrite({ rewrite }: HttpRule, context: ActionContext): PathRewriteExpectation {
  if (rewrite === undefined) return null;
  if (rewrite.regex !== undefined) return { kind: 'regex', value: `${rewrite.regex.match} → ${rewrite.regex.rewrite}` };
  if (rewrite.uri === undefined || rewrite.uri === '') return null;
  if (context.semantics === 'gateway' && rewrite.uri === '/') {
    return { kind: 'regex', value: `^${quoteMeta(context.pathPrefix)}(/?)(.*) → /\\2` };
  }
  return { kind: 'prefix', value: rewrite.uri };
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;
const PREFIX_REPLACE = '%PREFIX()%';

function translateRedirect(redirect: PlainRecord, context: ActionContext): ExpectedAction {
  const uri = textAt(redirect, 'uri') ?? '';
  const replacesPrefix = context.semantics === 'gateway' && uri.startsWith(PREFIX_REPLACE);
  return {
    kind: 'redirect',
    status: numberAt(redirect, 'redirectCode') ?? 301,
    host: textAt(redirect, 'authority') ?? '',
    path: replacesPrefix ? '' : uri,
    prefixRewrite: replacesPrefix ? uri.slice(PREFIX_REPLACE.length) : '',
    scheme: textAt(redirect, 'scheme') ?? '',
    port: redirectPort(redirect, context),
  };
}

/** The port is left out where it is the scheme's own. */
function redirectPort(redirect: PlainRecord, context: ActionContext): number | null {
  const derived = textAt(redirect, 'derivePort') === 'FROM_REQUEST_PORT' ? context.listenPort : undefined;
  const port = numberAt(redirect, 'port') ?? derived;
  if (port === undefined || port === 0) return null;
  const scheme = textAt(redirect, 'scheme') ?? (context.isTls ? 'https' : 'http');
  return (scheme === 'http' || scheme === 'https') && DEFAULT_PORTS[scheme] === port ? null : port;
}

function translateDirectResponse(response: PlainRecord): ExpectedAction {
  return {
    kind: 'directResponse',
    status: numberAt(response, 'status') ?? 0,
    body: textAt(fieldOf(response, 'body'), 'string') ?? null,
  };
}
