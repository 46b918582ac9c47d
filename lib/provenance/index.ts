/** Which resource made each entity, by which evidence. */
export { attribute } from './attribute.ts';
export type { Provenance } from './attribute.ts';
export { parseClusterName } from './parse/cluster-name.ts';
export { parseConfigPath } from './parse/config-path.ts';
export { declaredPort } from './parse/virtual-host-name.ts';
