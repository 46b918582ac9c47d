export { canonical } from './canonical.ts';
export { compareKeys, sortedBy } from './compare.ts';
export { groupBy } from './group-by.ts';
export { isPlainJson } from './plain-json.ts';
