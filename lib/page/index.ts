/** The script of the report: reads what the page holds, builds the views, follows the links. */
import { explain } from '../analyze/explain/index.ts';
import type { PackedReport } from '../analyze/report/index.ts';
import { readReport } from './data.ts';
import { explained, routeDetail } from './detail.ts';
import { byId, el, show } from './dom.ts';
import { findingsAt, findingsView } from './findings-view.ts';
import { hashOf, readHash } from './hash.ts';
import type { Target } from './hash.ts';
import { Lines } from './rows.ts';
import { routesView } from './routes-view.ts';
import { resourcesView, summaryView } from './summary-view.ts';
import { traceView } from './trace-view.ts';

const VIEWS = ['summary', 'findings', 'routes', 'trace', 'resources'] as const;
type ViewName = (typeof VIEWS)[number];

/** A link to an object: `whyroute explain` knows its selector. */
function follow(selector: string, words: string = selector): Node {
  const isRoute = /\/\d+$/.test(selector);
  return el('a', { href: hashOf({ kind: isRoute ? 'route' : 'object', selector }) }, words);
}

class Page {
  readonly #packed: PackedReport;
  readonly #lines: Lines;
  readonly #routes: ReturnType<typeof routesView>;
  readonly #trace: ReturnType<typeof traceView>;
  readonly #pane = byId('pane');

  constructor(packed: PackedReport) {
    this.#packed = packed;
    this.#lines = new Lines(packed);
    this.#routes = routesView(this.#lines, ({ selector }) => {
      location.hash = hashOf({ kind: 'route', selector });
    });
    this.#trace = traceView(
      packed,
      (typed) => {
        history.replaceState(null, '', hashOf({ kind: 'trace', typed }));
      },
      follow,
    );
    Reflect.set(globalThis, 'whyroute', { trace: this.#trace.answer });
  }

  start(): void {
    const { report } = this.#packed;
    show(byId('summary'), summaryView(report));
    show(byId('findings'), findingsView(report, follow));
    byId('tab-findings').append(el('span', { class: 'tally' }, ` ${String(report.findings.length)}`));
    show(byId('routes'), this.#routes.element);
    show(byId('trace'), this.#trace.element);
    show(byId('resources'), resourcesView(report.resources, follow));
    window.addEventListener('hashchange', () => {
      this.#go(readHash(location.hash));
    });
    this.#go(readHash(location.hash));
    document.documentElement.dataset['ready'] = 'true';
  }

  #go(target: Target): void {
    if (target.kind === 'view') {
      const name = VIEWS.find((view) => view === target.name) ?? 'summary';
      this.#view(name);
      if (name !== 'routes') this.#close();
    } else if (target.kind === 'trace') {
      this.#view('trace');
      this.#close();
      this.#trace.ask(target.typed);
    } else if (target.kind === 'route') this.#route(target.selector);
    else this.#object(target.selector);
  }

  #view(name: ViewName): void {
    for (const view of VIEWS) {
      byId(view).hidden = view !== name;
      const tab = byId(`tab-${view}`);
      if (view === name) tab.setAttribute('aria-current', 'page');
      else tab.removeAttribute('aria-current');
    }
  }

  #route(selector: string): void {
    this.#view('routes');
    const line = this.#lines.find(selector);
    if (line === undefined) {
      this.#object(selector);
      return;
    }
    this.#open();
    this.#routes.choose(line);
    const tryIt = el(
      'a',
      { href: hashOf({ kind: 'trace', typed: exampleOf(line.row.domains[0], line.row.match) }), class: 'button' },
      'Trace a request like this',
    );
    show(
      this.#pane,
      this.#closer(),
      ...routeDetail(this.#packed, line, this.#pane.clientWidth - 32, follow).filter((one) => one !== null),
      tryIt,
    );
    this.#focus();
  }

  #object(selector: string): void {
    if (VIEWS.every((view) => byId(view).hidden)) this.#view('resources');
    this.#open();
    const { snapshot, provenance } = this.#packed;
    const { objects, nearest } = explain(snapshot, provenance, selector);
    const found = objects
      .slice(0, 50)
      .flatMap((object) => [
        el('h3', { class: 'object' }, follow(object.selector)),
        ...explained(object, follow),
        findingsAt(this.#packed, object.selector, follow),
      ]);
    const none = [
      el('p', {}, `Nothing here is called that. ${nearest.length === 0 ? '' : 'Near names:'}`),
      el('ul', {}, ...nearest.map((name) => el('li', {}, follow(name)))),
    ];
    show(this.#pane, this.#closer(), el('h2', { tabindex: '-1' }, selector), ...(objects.length === 0 ? none : found));
    this.#focus();
  }

  #open(): void {
    this.#pane.hidden = false;
    document.body.classList.add('split');
  }

  #close(): void {
    this.#pane.hidden = true;
    document.body.classList.remove('split');
  }

  #closer(): HTMLElement {
    const view = VIEWS.find((name) => !byId(name).hidden) ?? 'summary';
    return el(
      'a',
      {
        href: hashOf({ kind: 'view', name: view }),
        class: 'close',
        'aria-label': 'Close this pane',
        click: () => {
          this.#close();
        },
      },
      '×',
    );
  }

  #focus(): void {
    this.#pane.scrollTop = 0;
    this.#pane.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }
}

/** A request that the route may take; where its path is a regex, the person has to fill it in. */
function exampleOf(
  domain: string | undefined,
  { path }: Lines['all'][number]['row']['match'],
): { url: string; method: string; headers: string } {
  const host =
    domain === undefined || domain === '*' ? 'example.com' : domain.replace(/^\*/, 'www').replace(/\*$/, 'com');
  const literal =
    path.kind === 'prefix' || path.kind === 'path' || path.kind === 'pathSeparatedPrefix' ? path.value : '/';
  return { url: `http://${host}${literal}`, method: 'GET', headers: '' };
}

readReport().then(
  (packed) => {
    new Page(packed).start();
  },
  () => {
    show(
      byId('summary'),
      el('p', {}, 'This browser cannot unpack the report (it needs DecompressionStream), or the file is cut.'),
    );
    document.documentElement.dataset['ready'] = 'failed';
  },
);
