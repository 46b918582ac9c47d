export { readInputs } from './read-inputs.ts';
export type { Ingested, IngestedInput } from './read-inputs.ts';
export { realpathOf, writeChecked } from './write-file.ts';
