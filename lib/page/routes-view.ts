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

/** The fields above the list; `want` hears of each change. */
function filterForm(want: (change: Partial<Wanted>) => void): HTMLElement {
  const inputs = FIELDS.map(([field, name, placeholder]) => {
    const attributes = { type: 'search', id: `filter-${field}`, placeholder, autocomplete: 'off', spellcheck: 'false' };
    const input = el('input', attributes);
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
  const submit = (event: Event): void => {
    event.preventDefault();
  };
  return el('form', { class: 'filters', role: 'search', submit }, ...inputs, checkbox);
}

function countWords(found: number, all: number): string {
  if (found < all) return `${String(found)} of ${String(all)} routes`;
  return `${String(all)} routes, in the order in which Envoy tries them`;
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
    count.textContent = countWords(found.length, lines.all.length);
  };
  let timer = 0;
  const form = filterForm((change) => {
    wanted = { ...wanted, ...change };
    clearTimeout(timer);
    timer = window.setTimeout(apply, PAUSE);
  });
  // The list has no height until it is in the page.
  queueMicrotask(apply);
  return {
    element: el('div', {}, el('h2', {}, 'Routes'), form, count, list.element),
    choose: (line) => {
      list.choose(line);
    },
  };
}
