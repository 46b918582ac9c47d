/** What a proxy holds, each object with its source: the documents behind `whyroute routes|clusters|listeners`. */
export { accountingOf } from './accounting.ts';
export { clustersDocument } from './clusters-document.ts';
export type { Filters } from './filters.ts';
export { listenersDocument } from './listeners-document.ts';
export { routesDocument } from './routes-document.ts';
export { SECTIONS_NEEDED } from './sections-needed.ts';
export { sumAccounting } from './sum-accounting.ts';
