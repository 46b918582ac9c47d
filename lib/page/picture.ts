/** The path of a request as a picture: what Envoy looks at from left to right, who made it above. */
import type { TraceHop, TraceStage } from '../model/index.ts';
import type { RouteRow, Source } from '../model/index.ts';
import { resourceWords } from '../render/phrase/index.ts';
import { safe } from '../render/escape/index.ts';
import { svg } from './dom.ts';

/** `stopped`: the request ends here; `open`: nobody can tell. */
export interface Station {
  readonly role: string;
  readonly name: string;
  readonly maker: string | null;
  readonly state: 'taken' | 'stopped' | 'open';
  /** The whole sentence, where the picture has room for a name only. */
  readonly words?: string;
}

const WIDTH = 156;
const HEIGHT = 54;
const GAP = 26;
const MAKER = 46;
const LONGEST = 22;
/** Longer names are set smaller. */
const ROOMY = 18;
/** Room left and right for the line that leads from a row to the next. */
const MARGIN = 12;

/** Istio's cluster names as people say them: `outbound|80|v2|web.shop.svc.cluster.local` is web.shop:80 v2. */
function spoken(name: string): string {
  const [, port, subset = '', host = ''] = /^(?:out|in)bound\|(\d*)\|([^|]*)\|(.+)$/.exec(name) ?? [];
  if (port === undefined) return name;
  return `${host.replace(/\.svc\.cluster\.local$/, '')}:${port}${subset === '' ? '' : ` ${subset}`}`;
}

function short(text: string): string {
  const shown = safe(spoken(text));
  return shown.length <= LONGEST ? shown : `${shown.slice(0, 11)}…${shown.slice(-10)}`;
}

function label(x: number, y: number, name: string, text: string): SVGElement {
  const shown = short(text);
  const size = name === 'name' && shown.length > ROOMY ? ' long' : '';
  return svg('text', { x: String(x), y: String(y), class: `${name}${size}`, 'text-anchor': 'middle' }, shown);
}

function box(x: number, y: number, height: number, name: string): SVGElement {
  return svg('rect', {
    x: String(x),
    y: String(y),
    width: String(WIDTH),
    height: String(height),
    rx: '6',
    class: name,
  });
}

function line(from: readonly [number, number], to: readonly [number, number], name: string): SVGElement {
  const [x1, y1] = from.map(String);
  const [x2, y2] = to.map(String);
  const marker: Readonly<Record<string, string>> = name === 'flow' ? { 'marker-end': 'url(#arrow)' } : {};
  return svg('line', { x1: x1 ?? '0', y1: y1 ?? '0', x2: x2 ?? '0', y2: y2 ?? '0', class: name, ...marker });
}

/** From the end of a row around to the beginning of the next: the flow goes on there. */
function turn(from: readonly [number, number], to: readonly [number, number], between: number): SVGElement {
  const right = from[0] + MARGIN - 3;
  const d = `M${from.join(' ')}H${String(right)}V${String(between)}H3V${String(to[1])}H${String(to[0])}`;
  return svg('path', { d, class: 'flow', 'marker-end': 'url(#arrow)' });
}

/** `top` is where the station's own box begins. */
function station({ role, name, maker, state, words }: Station, x: number, top: number): SVGElement {
  const middle = x + WIDTH / 2;
  const y = top - GAP - MAKER;
  const title = svg(
    'title',
    {},
    `${role}: ${name}${maker === null ? '' : `, made by ${maker}`}${words === undefined ? '' : `. ${words}`}`,
  );
  const above =
    maker === null
      ? []
      : [
          box(x, y, MAKER, 'maker'),
          label(middle, y + 19, 'role', maker.split(' ')[0] ?? ''),
          label(middle, y + 36, 'name', maker.split(' ').slice(1).join(' ')),
          line([middle, y + MAKER], [middle, top], 'made'),
        ];
  const group = svg('g', {}, title, ...above, box(x, top, HEIGHT, `station ${state}`));
  group.append(label(middle, top + 22, 'role', role), label(middle, top + 41, 'name', name));
  return group;
}

/** As many stations in a row as fit; the text of the picture says the same in words. */
export function picture(stations: readonly Station[], width: number): SVGElement {
  const perRow = Math.max(1, Math.min(stations.length, Math.floor((width - 2 * MARGIN + GAP) / (WIDTH + GAP))));
  const rows: (readonly Station[])[] = [];
  for (let at = 0; at < stations.length; at += perRow) rows.push(stations.slice(at, at + perRow));
  const tops: number[] = [];
  let bottom = 2 - GAP;
  for (const row of rows) {
    const top = bottom + GAP + (row.some(({ maker }) => maker !== null) ? MAKER + GAP : 0);
    tops.push(top);
    bottom = top + HEIGHT;
  }
  const size = { width: perRow * (WIDTH + GAP) - GAP + 2 * MARGIN, height: bottom + 4 };
  const words = stations
    .map(({ role, name, maker }) => `${role} ${name}${maker === null ? '' : ` (${maker})`}`)
    .join(', then ');
  const arrow = svg('marker', {
    id: 'arrow',
    viewBox: '0 0 8 8',
    refX: '7',
    refY: '4',
    markerWidth: '8',
    markerHeight: '8',
    orient: 'auto',
  });
  arrow.append(svg('path', { d: 'M0 0L8 4L0 8z', class: 'head' }));
  const drawn = svg('svg', {
    viewBox: `0 0 ${String(size.width)} ${String(size.height)}`,
    width: String(size.width),
    height: String(size.height),
    role: 'img',
    'aria-label': safe(words),
    class: 'picture',
  });
  drawn.append(svg('defs', {}, arrow));
  for (const [i, one] of stations.entries()) {
    const [column, row] = [i % perRow, Math.floor(i / perRow)];
    const [x, top] = [MARGIN + column * (WIDTH + GAP), tops[row] ?? 0];
    const middle = top + HEIGHT / 2;
    if (column === 0 && row > 0) {
      const above = (tops[row - 1] ?? 0) + HEIGHT;
      const end = MARGIN + perRow * (WIDTH + GAP) - GAP;
      drawn.append(turn([end + 2, above - HEIGHT / 2], [x - 2, middle], above + GAP / 2));
    }
    if (column > 0) drawn.append(line([x - GAP + 2, middle], [x - 2, middle], 'flow'));
    drawn.append(station(one, x, top));
  }
  return drawn;
}

export function makerOf(source: Source | null): string | null {
  const resource = source?.resource ?? null;
  return resource === null ? null : resourceWords(resource);
}

/** Stations of a route, as far as the row knows them. */
export function stationsOf(
  row: RouteRow,
  listeners: readonly string[],
  clusters: readonly Station[],
): readonly Station[] {
  const [gateway] = row.source.gateways;
  const taken = 'taken' as const;
  return [
    {
      role: 'listener',
      name: listeners.join(', ') || `port ${row.ports.join(', ') || '?'}`,
      maker: gateway === undefined ? null : resourceWords(gateway),
      state: taken,
    },
    { role: 'route configuration', name: row.routeConfig, maker: null, state: taken },
    { role: 'virtual host', name: row.domains[0] ?? row.virtualHost, maker: null, state: taken },
    { role: 'route', name: `#${String(row.index)} ${row.name ?? ''}`.trim(), maker: makerOf(row.source), state: taken },
    ...clusters,
  ];
}

const ROLES: Readonly<Partial<Record<TraceStage, string>>> = {
  listener: 'listener',
  filterChain: 'filter chain',
  virtualHost: 'virtual host',
  route: 'route',
  cluster: 'cluster',
  endpoints: 'endpoints',
};

/** Where nothing was chosen. */
const ENDS = {
  taken: 'passed',
  answered: 'ends here',
  open: 'cannot be told',
} as const satisfies Record<TraceHop['outcome'], string>;

/** Stations of a traced request: the hops that choose an object. */
export function stationsOfHops(hops: readonly TraceHop[]): readonly Station[] {
  return hops.flatMap(({ stage, chosen, source, outcome, decided }) => {
    const role = ROLES[stage];
    if (role === undefined)
      return outcome === 'taken'
        ? []
        : [{ role: stage, name: chosen ?? ENDS[outcome], maker: null, state: stateOf(outcome), words: decided }];
    return [
      {
        role,
        name: chosen === null ? ENDS[outcome] : within(stage, chosen),
        maker: makerOf(source),
        state: stateOf(outcome),
        words: decided,
      },
    ];
  });
}

/** The part of a selector that says what is new at this station. */
function within(stage: TraceStage, selector: string): string {
  if (stage === 'virtualHost') return selector.slice(selector.indexOf('/') + 1);
  return stage === 'route' ? `#${selector.slice(selector.lastIndexOf('/') + 1)}` : selector;
}

function stateOf(outcome: TraceHop['outcome']): Station['state'] {
  return outcome === 'taken' ? 'taken' : outcome === 'open' ? 'open' : 'stopped';
}
