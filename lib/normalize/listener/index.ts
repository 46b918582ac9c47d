export type { FilterChainDraft } from './filter-chain.ts';
export { readListener } from './listener.ts';
export type { ListenerDraft } from './listener.ts';
