export { JsonCursor, MAX_DEPTH } from './cursor.ts';
export type { CursorEvents, ValueKind } from './cursor.ts';
export { JsonDamage } from './damage.ts';
export { findDuplicateKeys } from './duplicate-keys.ts';
export { KnownKeys } from './known-keys.ts';
export type { KnownKey, KeyUse } from './known-keys.ts';
export type { Members } from './members.ts';
