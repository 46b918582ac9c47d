import { SECTIONS } from '../../model/index.ts';
import type { Section } from '../../model/index.ts';

/** A request meets everything but secrets. */
export const TRACE_SECTIONS: ReadonlySet<Section> = new Set(SECTIONS.filter((section) => section !== 'secrets'));
