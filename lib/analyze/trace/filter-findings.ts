/** What HTTP filters do with one request: RBAC decided, faults told as shares, the rest named as able to intervene. */
import type { Filter, HttpConnectionManager, Route, Source, VirtualHost } from '../../model/index.ts';
import type { AdmittedRequest, Answer } from '../../matching/index.ts';
import { rbacVerdicts } from '../../matching/index.ts';
import { faultOf } from './fault.ts';
import type { PlannedFilter } from './filter-plan.ts';
import { filterPlan } from './filter-plan.ts';
import { jwtStaysSilent } from './jwt.ts';
import { policySource, policyWords } from './policy-name.ts';
import { preflightNote } from './preflight.ts';
import type { Tracer } from './tracer.ts';
import { gapWords } from './words/gap.ts';

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
  readonly names: readonly string[];
}

/** Null where no request reaches the filters. */
export function filterFindings(tracer: Tracer, answer: Answer): FilterFindings | null {
  const { admitted, chain } = answer;
  if (admitted === null || chain?.target.kind !== 'http') return null;
  const hcm = chain.target;
  const { filters, hasRbac } = filterPlan(tracer.plans, hcm);
  const rbac = hasRbac ? rbacAnswers(tracer, answer, hcm, admitted) : NO_RBAC;
  const notes: string[] = [];
  let free = true;
  for (const planned of filters) {
    const found = judge(planned, rbac, admitted, answer.route, answer.virtualHost);
    if (found.note !== null) notes.push(found.note);
    if (found.answer !== null) {
      return { answered: { ...found.answer, certain: free }, notes, names: namesOf(filters) };
    }
    if (found.intervenes) free = false;
  }
  return { answered: null, notes, names: namesOf(filters) };
}

type RbacAnswers = ReadonlyMap<Filter, Judgement>;
const NO_RBAC: RbacAnswers = new Map();

function namesOf(filters: readonly PlannedFilter[]): readonly string[] {
  return filters.map(({ filter }) => filter.name);
}

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
  { virtualHost, route, routeConfig, listener }: Answer,
  hcm: HttpConnectionManager,
  request: AdmittedRequest,
): RbacAnswers {
  const verdicts = rbacVerdicts(hcm, virtualHost, route, {
    request,
    listenerPort: listener?.port ?? null,
    regexes: tracer.index.regexes,
    ignorePathParameters: routeConfig?.ignorePathParameters === true,
  });
  return new Map(
    verdicts.map(({ filter, decision }) => {
      if (decision.kind === 'allowed') return [filter, NOTHING];
      if (decision.kind === 'denied') {
        const { policy } = decision;
        const by = policy === null ? `${filter.name}: no policy of its ALLOW rules lets it pass` : policyWords(policy);
        return [
          filter,
          {
            answer: { status: 403, by, source: policy === null ? null : policySource(policy) },
            note: null,
            intervenes: true,
          },
        ];
      }
      const who = decision.policies.length === 0 ? filter.name : decision.policies.map(policyWords).join(', ');
      const note = `Could be denied by ${who}: ${decision.gaps.map(gapWords).join('; ')}.`;
      return [filter, { answer: null, note, intervenes: true }];
    }),
  );
}
