/** What the input does not hold, or holds in words that this version does not know. */
import { SECTIONS } from '../../model/index.ts';
import type { Gap, Section } from '../../model/index.ts';
import { sortedBy } from '../../base/index.ts';
import type { ReadDocument } from './merge.ts';

/** Sections without which answers have holes; secrets and ECDS are seldom missed. */
export function gapsOf(documents: readonly ReadDocument[], sections: ReadonlySet<Section>): Gap[] {
  const gaps: Gap[] = SECTIONS.filter((section) => !sections.has(section) && section !== 'ecds').map((section) => ({
    kind: 'sectionAbsent',
    section,
  }));
  const types = new Map<string, number>();
  const fields = new Map<string, number>();
  for (const { parts } of documents) {
    for (const [type, count] of parts.reading.unknownTypes) types.set(type, (types.get(type) ?? 0) + count);
    for (const [message, unknown] of parts.reading.unknownFields) {
      for (const [field, count] of unknown) {
        const key = `${message} ${field}`;
        fields.set(key, (fields.get(key) ?? 0) + count);
      }
    }
  }
  for (const [type, count] of sortedBy([...types], ([type]) => [type])) gaps.push({ kind: 'unknownType', type, count });
  for (const [key, count] of sortedBy([...fields], ([key]) => [key])) {
    const [message = '', field = ''] = key.split(' ', 2);
    gaps.push({ kind: 'unknownField', message, field, count });
  }
  return gaps;
}
