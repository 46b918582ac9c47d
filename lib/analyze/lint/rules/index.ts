/** The catalogue. Among findings of one severity the rules' order here decides what is said first. */
import type { Rule } from '../rule.ts';
import { CLUSTER_RULES } from './clusters/index.ts';
import { ROUTE_RULES } from './routes/index.ts';

export const RULES: readonly Rule[] = [...CLUSTER_RULES, ...ROUTE_RULES];
