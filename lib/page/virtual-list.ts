/** A list of which only the lines in view exist: 12,000 routes are 12,000 numbers and forty elements. */
import { el, show } from './dom.ts';

const ROW = 44;
const AHEAD = 8;

export interface ListOptions<Item> {
  readonly label: string;
  readonly columns: readonly string[];
  readonly cells: (item: Item) => readonly string[];
  readonly open: (item: Item) => void;
}

/** Arrow keys, Page, Home and End move; Enter opens. */
export class VirtualList<Item> {
  readonly element: HTMLElement;
  readonly #options: ListOptions<Item>;
  readonly #scroller: HTMLElement;
  readonly #head: HTMLElement;
  readonly #body: HTMLElement;
  #items: readonly Item[] = [];
  #active = 0;

  constructor(options: ListOptions<Item>) {
    this.#options = options;
    const heads = options.columns.map((name) => el('div', { role: 'columnheader', class: 'cell' }, name));
    this.#body = el('div', { role: 'rowgroup', class: 'rows' });
    this.#head = el(
      'div',
      { role: 'rowgroup', class: 'head' },
      el('div', { role: 'row', class: 'row', 'aria-rowindex': '1' }, ...heads),
    );
    this.#scroller = el(
      'div',
      { role: 'grid', class: 'scroller', tabindex: '0', 'aria-label': options.label },
      this.#head,
      this.#body,
    );
    this.element = el('div', { class: 'list' }, this.#scroller);
    this.#scroller.addEventListener('scroll', () => {
      this.#draw();
    });
    this.#scroller.addEventListener('keydown', (event) => {
      this.#key(event);
    });
    window.addEventListener('resize', () => {
      this.#draw();
    });
  }

  set(items: readonly Item[]): void {
    this.#items = items;
    this.#active = 0;
    this.#scroller.setAttribute('aria-rowcount', String(items.length + 1));
    this.#scroller.scrollTop = 0;
    this.#draw();
  }

  /** Marks an item as the chosen one and brings it into view. */
  choose(item: Item): void {
    const at = this.#items.indexOf(item);
    if (at === -1) return;
    this.#active = at;
    this.#intoView();
    this.#draw();
  }

  #intoView(): void {
    const top = this.#active * ROW;
    // The heads stay at the top, over what scrolls below them.
    const height = this.#scroller.clientHeight - this.#head.offsetHeight;
    if (top < this.#scroller.scrollTop) this.#scroller.scrollTop = top;
    else if (top + ROW > this.#scroller.scrollTop + height) this.#scroller.scrollTop = top + ROW - height;
  }

  #key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / ROW) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    const item = this.#items[this.#active];
    if (event.key === 'Enter' && item !== undefined) this.#options.open(item);
    if (step === undefined) return;
    event.preventDefault();
    this.#active = Math.max(0, Math.min(this.#items.length - 1, this.#active + step));
    this.#intoView();
    this.#draw();
  }

  #draw(): void {
    const first = Math.max(0, Math.floor(this.#scroller.scrollTop / ROW) - AHEAD);
    const last = Math.min(this.#items.length, first + Math.ceil(this.#scroller.clientHeight / ROW) + 2 * AHEAD);
    this.#body.style.setProperty('height', `${String(this.#items.length * ROW)}px`);
    show(this.#body, ...this.#items.slice(first, last).map((item, i) => this.#row(item, first + i)));
    this.#scroller.setAttribute('aria-activedescendant', `${this.#options.label}-${String(this.#active)}`);
  }

  #row(item: Item, at: number): HTMLElement {
    const cells = this.#options.cells(item).map((text, i) => {
      const name = this.#options.columns[i] ?? '';
      return el('div', { role: 'gridcell', class: 'cell', 'data-column': name, title: text }, text);
    });
    const row = el(
      'div',
      {
        role: 'row',
        class: at === this.#active ? 'row active' : 'row',
        id: `${this.#options.label}-${String(at)}`,
        'aria-rowindex': String(at + 2),
        'aria-selected': String(at === this.#active),
        click: () => {
          this.#active = at;
          this.#draw();
          this.#options.open(item);
        },
      },
      ...cells,
    );
    row.style.setProperty('top', `${String(at * ROW)}px`);
    return row;
  }
}
