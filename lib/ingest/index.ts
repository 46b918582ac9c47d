export { readInputs, readTree } from './read-inputs.ts';
export type { Ingested, IngestedInput, IngestOptions } from './read-inputs.ts';
export { whichPod } from './tree/choose-pod.ts';
export type { ChoosePod } from './tree/choose-pod.ts';
export type { Sibling } from './tree/collection.ts';
export { parsePodName } from './tree/pod-name.ts';
export type { PodName } from './tree/pod-name.ts';
export { podWords } from './tree/tree.ts';
export type { PodRef } from './tree/tree.ts';
