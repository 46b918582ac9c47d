/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The only place where elements are made: text goes in as text, styles by class, nothing is ever parsed as HTML. */
import { safe } from '../render/escape/index.ts';

export type Child = Node | string | null;

/** Attributes by name; a function listens to the event of that name. */
export type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

function fill(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  // Hidden characters are shown: a name from a dump can neither turn the reading direction nor be invisible.
  for (const child of children) if (child !== null) element.append(typeof child === 'string' ? safe(child) : child);
}

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(element, attributes, children);
  return element;
}

/** What `parent` holds becomes these. */
export function show(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...children.filter((child) => child !== null));
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

/** A titled part of a view. */
export function section(title: string, ...children: readonly Child[]): HTMLElement {
  return el('section', {}, el('h3', {}, title), ...children);
}

/** Several lines of one kind; null when there is none. */
export function lines(title: string, texts: readonly string[]): HTMLElement | null {
  return texts.length === 0 ? null : section(title, el('ul', {}, ...texts.map((text) => el('li', {}, text))));
}
