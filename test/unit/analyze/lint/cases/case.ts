import type { Snapshot } from '../../../../../lib/model/index.ts';
import type { Given } from '../given.ts';

/** A gateway on which a rule fires, one on which it is silent although it looks alike, and one where it cannot tell. */
export interface RuleCase {
  readonly fires: Snapshot | Given;
  readonly silent: Snapshot | Given;
  readonly unclear?: Snapshot | Given;
}

export type Cases = Readonly<Record<string, RuleCase>>;
