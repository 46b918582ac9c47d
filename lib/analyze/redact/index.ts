export { leaksIn, removedIn } from './check/check.ts';
export type { Leak } from './check/check.ts';
export { manifestOf, removalsOf } from './manifest.ts';
export { Redactor } from './redactor.ts';
export type { Unreadable } from './redactor.ts';
