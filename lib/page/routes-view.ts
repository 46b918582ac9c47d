/** Search, filters, and the list of routes in Envoy's order. */
import { el } from './dom.ts';
import { ANYTHING } from './rows.ts';
import type { Line, Lines, Wanted } from './rows.ts';
import { VirtualList } from './virtual-list.ts';

type TextField = Exclude<keyof Wanted, 'unattributed'>;

const FIELDS: readonly (readonly [TextField, string, string])[] = [
  ['search', 'Search', 'any words'],
  ['host', 'Host', 'shop.example.com'],
  ['path', 'Path', '/cart'],
  ['source', 'Source', 'shop/storefront'],
  ['cluster', 'Cluster', 'cart.shop.svc.cluster.local'],
];

/** A keystroke waits for the next one. */
const PAUSE = 60;

export interface RoutesView {
  readonly element: HTMLElement;
  readonly choose: (line: Line) => void;
}

export function routesView(lines: Lines, open: (line: Line) => void): RoutesView {
  const list = new VirtualList<Line>({
    label: 'routes',
    columns: ['Hosts', 'Match', 'Does', 'Source'],
    cells: ({ hosts, match, action, source }) => [hosts, match, action, source],
    open,
  });
  const count = el('p', { class: 'count', role: 'status' });
  let wanted: Wanted = ANYTHING;
  const apply = (): void => {
    const found = lines.filtered(wanted);
    list.set(found);
    const all = String(lines.all.length);
    count.textContent =
      found.length === lines.all.length
        ? `${all} routes, in the order in which Envoy tries them`
        : `${String(found.length)} of ${all} routes`;
  };
  let timer = 0;
  const want = (change: Partial<Wanted>): void => {
    wanted = { ...wanted, ...change };
    clearTimeout(timer);
    timer = window.setTimeout(apply, PAUSE);
  };
  const inputs = FIELDS.map(([field, name, placeholder]) => {
    const input = el('input', {
      type: 'search',
      id: `filter-${field}`,
      placeholder,
      autocomplete: 'off',
      spellcheck: 'false',
    });
    input.addEventListener('input', () => {
      want({ [field]: input.value.trim() });
    });
    return el('label', { for: `filter-${field}` }, name, input);
  });
  const only = el('input', { type: 'checkbox', id: 'filter-unattributed' });
  only.addEventListener('change', () => {
    want({ unattributed: only.checked });
  });
  const checkbox = el('label', { for: 'filter-unattributed', class: 'check' }, only, 'unattributed only');
  const element = el(
    'div',
    {},
    el('h2', {}, 'Routes'),
    el(
      'form',
      {
        class: 'filters',
        role: 'search',
        submit: (event) => {
          event.preventDefault();
        },
      },
      ...inputs,
      checkbox,
    ),
    count,
    list.element,
  );
  // The list has no height until it is in the page.
  queueMicrotask(apply);
  return {
    element,
    choose: (line) => {
      list.choose(line);
    },
  };
}
