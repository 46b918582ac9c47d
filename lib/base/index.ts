export { canonical } from './canonical.ts';
export { compareKeys, sortedBy } from './compare.ts';
export { addFields, without } from './fields.ts';
export { groupBy } from './group-by.ts';
export { inOnePiece } from './in-one-piece.ts';
export type { Mutable } from './mutable.ts';
export { Numbers, TextNumbers } from './numbers.ts';
export { isPlainJson } from './plain-json.ts';
