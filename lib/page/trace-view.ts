/** The trace box: the matching code of `whyroute trace`, run in the page. */
import type { PackedReport } from '../analyze/report/index.ts';
import { traceDocument, traceLine, tracerOf } from '../analyze/trace/index.ts';
import type { Tracer } from '../analyze/trace/index.ts';
import { requestOf } from '../matching/index.ts';
import type { TraceHop, TraceLine, TraceLoser, TraceResult } from '../model/index.ts';
import { sourceWords } from '../render/phrase/index.ts';
import { el, lines, section, show } from './dom.ts';
import type { Child } from './dom.ts';
import { picture, stationsOfHops } from './picture.ts';
import { typedRequest } from './request.ts';
import type { Typed } from './request.ts';

const STAGES: Readonly<Record<TraceHop['stage'], string>> = {
  listener: 'Listener',
  filterChain: 'Filter chain',
  connectionManager: 'Connection manager',
  virtualHost: 'Virtual host',
  route: 'Route',
  filters: 'Filters',
  rewrite: 'Rewrite',
  cluster: 'Cluster',
  subset: 'Subset',
  endpoints: 'Endpoints',
};

function loser({ candidate, source, failed, change, edit }: TraceLoser): HTMLElement {
  const hints = [change, edit].filter((hint) => hint !== null);
  const maker = (source?.resource ?? null) === null || source === null ? '' : ` (${sourceWords(source, false)})`;
  return el(
    'li',
    {},
    el('strong', {}, candidate),
    `${maker}: ${failed}`,
    ...hints.map((hint) => el('div', { class: 'quiet' }, hint)),
  );
}

function hopView(hop: TraceHop): HTMLElement {
  const losers = hop.losers.map(loser);
  return el(
    'li',
    { class: `hop ${hop.outcome}` },
    el('h4', {}, STAGES[hop.stage], hop.chosen === null ? '' : `: ${hop.chosen}`),
    el('p', {}, hop.decided),
    hop.source === null ? null : el('p', { class: 'quiet' }, sourceWords(hop.source, true)),
    hop.notes.length === 0 ? null : el('ul', {}, ...hop.notes.map((note) => el('li', {}, note))),
    losers.length === 0
      ? null
      : el('details', {}, el('summary', {}, `Nearest that lost (${String(losers.length)})`), el('ul', {}, ...losers)),
  );
}

function resultView(result: TraceResult, width: number, follow: (selector: string) => Node): readonly Child[] {
  const { disposition, status, route, why, hops } = result;
  const selector = route === null ? null : `${route.routeConfig}/${route.virtualHost}/${String(route.index)}`;
  return [
    el(
      'p',
      { class: `verdict ${disposition}${status !== null && status >= 400 ? ' problem' : ''}` },
      `${disposition}${status === null ? '' : ` ${String(status)}`}`,
    ),
    el('p', { class: 'why' }, why),
    selector === null ? null : el('p', {}, 'Route: ', follow(selector)),
    el(
      'div',
      { class: 'drawing', tabindex: '0', role: 'group', 'aria-label': 'Path of this request' },
      picture(stationsOfHops(hops), width),
    ),
    section('Hop by hop', el('ol', { class: 'hops' }, ...hops.map(hopView))),
    lines('Rules applied', [`those of Envoy ${result.profile.envoyVersion} (${result.profile.versionFrom})`]),
  ];
}

export interface TraceView {
  readonly element: HTMLElement;
  /** Fills the box and answers. */
  readonly ask: (typed: Typed) => void;
  /** One answer as `whyroute trace --batch` gives it; for tests and for the console. */
  readonly answer: (line: string) => TraceLine | string;
}

/** `asked` hears of each question, for the deep link. */
export function traceView(
  { snapshot, provenance }: PackedReport,
  asked: (typed: Typed) => void,
  follow: (selector: string) => Node,
): TraceView {
  let tracer: Tracer | undefined;
  const ready = (): Tracer => (tracer ??= tracerOf(snapshot, provenance));
  const url = el('input', {
    type: 'text',
    id: 'trace-url',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'https://shop.example.com/cart',
  });
  const method = el('input', { type: 'text', id: 'trace-method', value: 'GET', autocomplete: 'off' });
  const headers = el('textarea', {
    id: 'trace-headers',
    rows: '2',
    spellcheck: 'false',
    placeholder: 'x-canary: true',
  });
  const output = el('div', { class: 'answer', 'aria-live': 'polite' });
  const ask = (typed: Typed): void => {
    [url.value, method.value, headers.value] = [typed.url, typed.method, typed.headers];
    const read = typedRequest(typed);
    if (read.kind === 'problem') show(output, el('p', { class: 'verdict problem' }, read.why));
    else show(output, ...resultView(traceDocument(ready(), requestOf(read.input)), output.clientWidth, follow));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const typed = { url: url.value, method: method.value, headers: headers.value };
    ask(typed);
    asked(typed);
  };
  const element = el(
    'div',
    {},
    el('h2', {}, 'Trace a request'),
    el(
      'p',
      { class: 'quiet' },
      'Runs Envoy’s matching rules on the configuration in this page. Nothing is sent anywhere.',
    ),
    el(
      'form',
      { class: 'trace', submit },
      el('label', { for: 'trace-url', class: 'wide' }, 'URL, or a request as JSON', url),
      el('label', { for: 'trace-method' }, 'Method', method),
      el('label', { for: 'trace-headers', class: 'wide' }, 'Headers, one a line', headers),
      el('button', { type: 'submit' }, 'Trace'),
    ),
    output,
  );
  const answer = (line: string): TraceLine | string => {
    const read = typedRequest({ url: line, method: '', headers: '' });
    return read.kind === 'problem' ? read.why : traceLine(ready(), requestOf(read.input));
  };
  return { element, ask, answer };
}
