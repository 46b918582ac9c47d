/** The vocabulary of the house: types first, tiny constructors second. */
export type * from './attribution.ts';
export { EVIDENCE_KINDS } from './attribution.ts';
export type * from './cluster.ts';
export type * from './diagnostic.ts';
export { SECTIONS } from './diagnostic.ts';
export type * from './entity.ts';
export type * from './listener.ts';
export type * from './location.ts';
export type * from './matchers.ts';
export type * from './proxy.ts';
export type * from './result.ts';
export type * from './route-action.ts';
export type * from './route.ts';
export type * from './secret.ts';
export { sourceOf } from './source.ts';
export type { Source } from './source.ts';
export type * from './snapshot.ts';
export { COUNTED } from './snapshot.ts';
