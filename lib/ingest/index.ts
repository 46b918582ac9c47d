export { readInputs } from './read-inputs.ts';
export type { Ingested, IngestedInput } from './read-inputs.ts';
