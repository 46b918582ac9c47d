/** Which resource made each entity, by which evidence. */
export { attribute } from './attribute.ts';
export type { Comparison, Given } from './given/given.ts';
export { placeWords } from './given/words.ts';
export type { Provenance } from './attribute.ts';
export { parseClusterName } from './parse/cluster-name.ts';
export { parseConfigPath } from './parse/config-path.ts';
export { parseRelease, whyNot } from './replay/index.ts';
export type { DropReason, Product, Replay, ReplayOptions, RuleOutcome, ServerConflict } from './replay/index.ts';
export { declaredPortOfRouteConfig } from './parse/route-config-name.ts';
export { declaredPort } from './parse/virtual-host-name.ts';
