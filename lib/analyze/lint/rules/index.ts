/** The catalogue. Among findings of one severity the rules' order here decides what is said first. */
import type { Rule } from '../rule.ts';
import { CLUSTER_RULES } from './clusters/index.ts';
import { LISTENER_RULES } from './listeners/index.ts';
import { RESOURCE_RULES } from './resources/index.ts';
import { ROUTE_RULES } from './routes/index.ts';

export const RULES: readonly Rule[] = [...LISTENER_RULES, ...CLUSTER_RULES, ...ROUTE_RULES, ...RESOURCE_RULES];
