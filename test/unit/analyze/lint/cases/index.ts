import type { RuleCase } from './case.ts';
import { CLUSTER_CASES } from './clusters.ts';
import { LISTENER_CASES } from './listeners.ts';
import { RESOURCE_CASES } from './resources.ts';
import { ROUTE_CASES } from './routes.ts';

export const CASES: ReadonlyMap<string, RuleCase> = new Map<string, RuleCase>([
  ...Object.entries(LISTENER_CASES),
  ...Object.entries(CLUSTER_CASES),
  ...Object.entries(ROUTE_CASES),
  ...Object.entries(RESOURCE_CASES),
]);
