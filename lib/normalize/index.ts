export { ALL_SECTIONS, normalize } from './normalize.ts';
export type { Input } from './read-input.ts';
