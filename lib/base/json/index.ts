export { JsonCursor } from './cursor.ts';
export type { ValueKind } from './cursor.ts';
export type { CursorEvents } from './cursor-events.ts';
export { JsonDamage } from './damage.ts';
export { findDuplicateKeys } from './duplicate-keys.ts';
export { KnownKeys } from './known-keys.ts';
export type { KnownKey, KeyUse } from './known-keys.ts';
export { MAX_DEPTH } from './max-depth.ts';
export type { Members } from './members.ts';
