export { canonical } from './canonical.ts';
export { compareKeys, sortedBy } from './compare.ts';
export { addFields, without } from './fields.ts';
export { groupBy } from './group-by.ts';
export { inOnePiece } from './in-one-piece.ts';
export { Numbers } from './numbers.ts';
export { isPlainJson } from './plain-json.ts';
