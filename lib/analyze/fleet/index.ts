/** Whether the pods of one workload hold the same configuration. */
export { fleetOf } from './fleet.ts';
export type { FleetMember } from './fleet.ts';
export { capturedPod } from './captured-pods.ts';
