/** What HTTP filters do with one request: RBAC decided, faults told as shares, the rest named as able to intervene. */
import type { Filter, HttpConnectionManager, Route, Source, VirtualHost } from '../../model/index.ts';
import type { AdmittedRequest, Answer, RbacVerdict } from '../../matching/index.ts';
import { rbacVerdicts } from '../../matching/index.ts';
import { faultOf } from './fault.ts';
import type { PlannedFilter } from './filter-plan.ts';
import { filterPlan } from './filter-plan.ts';
import { jwtStaysSilent } from './jwt.ts';
import { preflightNote } from './preflight.ts';
import { rbacWords } from './rbac-words.ts';
import { member } from './raw.ts';
import type { Tracer } from './tracer.ts';

/** An answer that a filter gives. `certain` false: a filter before it may answer or change the request first. */
export interface FilterAnswer {
  readonly status: number;
  readonly by: string;
  readonly source: Source | null;
  readonly certain: boolean;
}

export interface FilterFindings {
  readonly answered: FilterAnswer | null;
  /** One sentence each, in the order of the filters. */
  readonly notes: readonly string[];
  /** The first of the notes that says who could deny the request; null when nobody could. */
  readonly doubt: string | null;
  readonly names: readonly string[];
}

/** Null where no request reaches the filters. */
export function filterFindings(tracer: Tracer, answer: Answer): FilterFindings | null {
  const { admitted, chain } = answer;
  if (admitted === null || chain?.target.kind !== 'http') return null;
  const { filters, hasRbac, names } = filterPlan(tracer.plans, chain.target);
  const rbac = hasRbac ? rbacAnswers(tracer, answer, chain.target, admitted) : NO_RBAC;
  const notes: string[] = [];
  let doubt: string | null = null;
  let free = isPlaceSettled(answer);
  for (const planned of filters) {
    if (planned.power !== 'rbac' && isOff(planned.filter, answer)) continue;
    const found = judge(planned, rbac, admitted, answer.route, answer.virtualHost);
    if (found.note !== null) notes.push(found.note);
    if (found.answer !== null) return { answered: { ...found.answer, certain: free }, notes, doubt, names };
    if (found.intervenes) free = false;
    if (found.intervenes && (planned.power === 'other' || planned.power === 'rbac' || planned.power === 'jwt'))
      doubt ??= found.note;
  }
  return { answered: null, notes, doubt, names };
}

/** Switched off in the list or on the way to the route; what is set on a route switches a filter on that the list has off. */
function isOff({ name, disabled }: Filter, { route, virtualHost, routeConfig, reason }: Answer): boolean {
  if (reason.kind === 'gaps' && route === null) return false;
  const config =
    route?.perFilterConfig?.[name] ?? virtualHost?.perFilterConfig?.[name] ?? routeConfig?.perFilterConfig?.[name];
  return config === undefined ? disabled === true : member(config, 'disabled') === true;
}

/** Routes and virtual hosts may set filters otherwise: a denial is certain only where none of the possible ones does. */
function isPlaceSettled({ reason, route, virtualHost, candidates }: Answer): boolean {
  if (reason.kind !== 'gaps' || route !== null) return true;
  if (virtualHost === null || virtualHost.incomplete === true) return false;
  return candidates.every(({ perFilterConfig }) => perFilterConfig === undefined);
}

type RbacAnswers = ReadonlyMap<Filter, Judgement>;
const NO_RBAC: RbacAnswers = new Map();

interface Judgement {
  readonly answer: Omit<FilterAnswer, 'certain'> | null;
  readonly note: string | null;
  /** May answer or change the request, so that nothing after it is certain. */
  readonly intervenes: boolean;
}

const NOTHING: Judgement = { answer: null, note: null, intervenes: false };

function judge(
  { filter, power, can }: PlannedFilter,
  rbac: RbacAnswers,
  request: AdmittedRequest,
  route: Route | null,
  host: VirtualHost | null,
): Judgement {
  switch (power) {
    case 'router':
    case 'harmless':
      return NOTHING;
    case 'rbac':
      return rbac.get(filter) ?? NOTHING;
    case 'jwt':
      return jwtStaysSilent(filter, request) ? NOTHING : { ...NOTHING, note: could(filter, can), intervenes: true };
    case 'cors': {
      const note = preflightNote(filter, request, route, host);
      return note === null ? NOTHING : { ...NOTHING, note, intervenes: true };
    }
    case 'fault': {
      const fault = faultOf(filter, route, host);
      if (fault === null) return NOTHING;
      return { answer: fault.answer, note: fault.note, intervenes: fault.answer === null };
    }
    case 'other':
      return { ...NOTHING, note: could(filter, can), intervenes: true };
  }
}

function could(filter: Filter, can: string): string {
  const names = filter.names === undefined || filter.names.length === 0 ? '' : ` (${filter.names.join(', ')})`;
  return `Could be denied or changed by the filter ${filter.name}${names}: ${can}.`;
}

function rbacAnswers(
  tracer: Tracer,
  answer: Answer,
  hcm: HttpConnectionManager,
  request: AdmittedRequest,
): RbacAnswers {
  const verdicts = rbacVerdicts(hcm, answer, {
    request,
    asked: request.facts.request,
    certificate: request.facts.certificate,
    listenerPort: answer.listener?.port ?? null,
    regexes: tracer.index.regexes,
    ignorePathParameters: answer.routeConfig?.ignorePathParameters === true,
  });
  return new Map(verdicts.map((verdict) => [verdict.filter, rbacJudgement(verdict)]));
}

function rbacJudgement({ filter, decision }: RbacVerdict): Judgement {
  if (decision.kind === 'allowed') return NOTHING;
  const { by, source } = rbacWords(filter, decision);
  return decision.kind === 'denied'
    ? { answer: { status: 403, by, source }, note: null, intervenes: true }
    : { answer: null, note: `Could be denied by ${by}.`, intervenes: true };
}
