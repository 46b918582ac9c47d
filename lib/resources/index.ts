/** Kubernetes and Istio objects as the user gave them, with file and line. */
export * from './destination-rule.ts';
export * from './gateway.ts';
export * from './http-match.ts';
export * from './http-rule.ts';
export type { ResourceKind } from './kinds.ts';
export { RESOURCE_KINDS, kindOf } from './kinds.ts';
export * from './layer4-rule.ts';
export { readResources } from './read-resources.ts';
export type { ResourceFile } from './read-resources.ts';
export { resourceSetOf } from './resource-set.ts';
export type { NamedRef, Resource, ResourceSet } from './resource.ts';
export * from './string-match.ts';
export * from './virtual-service.ts';
