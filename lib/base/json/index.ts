export { JsonCursor, MAX_DEPTH } from './cursor.ts';
export type { CursorEvents, ValueKind } from './cursor.ts';
export { JsonDamage } from './damage.ts';
export { findDuplicateKeys } from './duplicate-keys.ts';
export { Repeats } from './repeats.ts';
