/** A page of facts on one object, as text for a terminal and as Markdown for a ticket. */
import type { FileLocation } from '../../model/index.ts';
import { markdownCode, safe } from '../escape/index.ts';
import type { RenderOptions } from '../options.ts';
import { linkedPlaces, styled, titled, wrap } from '../table/index.ts';

/** One entry of a page: a label (empty where it repeats the one above) and its text, not yet escaped. */
export type Entry = readonly [label: string, text: string];

/** A page on one object, in words: text and Markdown draw the same. */
export interface Page {
  readonly title: string;
  readonly selector: string;
  readonly sentences: readonly string[];
  readonly entries: readonly Entry[];
  /** Places in given files that its texts may name: links on a terminal. */
  readonly places?: readonly FileLocation[];
}

/** Texts under one label, which is said once. */
export function under(label: string, texts: readonly string[]): readonly Entry[] {
  return texts.map((text, at) => [at === 0 ? label : '', text] as const);
}

/** The page as lines, ended by an empty one. */
export function* pageLines(page: Page, options: RenderOptions): Iterable<string> {
  const places = page.places ?? [];
  for (const line of plainLines(page, options)) yield linkedPlaces(line, places, options.link ?? null);
}

function* plainLines(page: Page, { width, color }: RenderOptions): Iterable<string> {
  yield `${styled(safe(page.title), color ? 'bold' : null)} ${safe(page.selector)}`;
  for (const sentence of page.sentences) {
    const text = safe(sentence);
    for (const line of width === null ? [text] : wrap(text, Math.max(16, width - 2))) yield `  ${line}`.trimEnd();
  }
  if (page.entries.length > 0) yield '';
  const titleWidth = Math.max(0, ...page.entries.map(([label]) => label.length));
  for (const [label, text] of page.entries) yield* titled(safe(label), safe(text), 2, titleWidth, width);
  yield '';
}

/** The page as Markdown lines, ended by an empty one. */
export function* markdownPage(page: Page): Iterable<string> {
  yield `## ${page.title} ${markdownCode(page.selector)}`;
  yield '';
  for (const sentence of page.sentences) {
    yield markdownCode(sentence);
    yield '';
  }
  let label = '';
  for (const [next, text] of page.entries) {
    label = next === '' ? label : next;
    yield `- ${label}: ${markdownCode(text)}`;
  }
  yield '';
}
