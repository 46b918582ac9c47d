/** What was removed from a dump, and what remains. */
import type { Envelope, RedactResult } from '../../model/index.ts';
import type { RenderOptions } from '../options.ts';
import type { Page } from '../page/index.ts';
import { markdownPage, pageLines, under } from '../page/index.ts';
import { counted } from '../sheet/index.ts';
import { chunksOf } from '../table/index.ts';

function pageOf({ level, bytes, removed, alreadyRedacted, check, remains }: RedactResult): Page {
  const values = `${counted(removed.values, 'value')} at ${counted(removed.places, 'place')}`;
  return {
    title: 'Redacted',
    selector: `(level ${level})`,
    sentences: [
      `${values} removed; ${counted(alreadyRedacted, 'place')} had been emptied before.`,
      `The file was read again with every rule and searched for ${counted(check.searched, 'removed value')}: no known secret remains.`,
    ],
    entries: [
      ...under(
        'REMOVED',
        removed.classes.map(
          (one) => `${one.class}: ${counted(one.values, 'value')} at ${counted(one.places, 'place')}`,
        ),
      ),
      ...under(
        'BECAUSE OF',
        removed.rules.map((one) => `${one.rule}: ${one.what} (${String(one.places)})`),
      ),
      ...under(
        'NOT SEARCHED',
        check.notSearched === 0
          ? []
          : [`${counted(check.notSearched, 'value')}: short, a plain name, or of an unknown field`],
      ),
      ...under('REMAINS', remains),
      ...under('BYTES', [`${String(bytes.read)} read, ${String(bytes.written)} written`]),
    ],
  };
}

/** The manifest as text, in chunks; none when the envelope holds no result. */
export function renderRedactText(envelope: Envelope<RedactResult>, options: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(pageLines(pageOf(envelope.result), options));
}

/** The manifest as Markdown, in chunks; none when the envelope holds no result. */
export function renderRedactMarkdown(envelope: Envelope<RedactResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(markdownPage(pageOf(envelope.result)));
}
