/** The result document of `capture`, and how pods of one workload differ. */

/** One thing in which a pod differs from most pods of its workload. `selector` names it as `explain` takes it. */
export interface FleetDifference {
  readonly kind: 'route' | 'virtualHost' | 'routeConfig' | 'cluster' | 'listener' | 'istioVersion';
  readonly selector: string;
  /** `missing` here, `extra` here, other content, or the same routes in another order. */
  readonly how: 'missing' | 'extra' | 'differs' | 'order';
}

export interface FleetPod {
  readonly pod: string;
  /** At most a few; `total` counts all. */
  readonly differences: readonly FleetDifference[];
  readonly total: number;
}

/** Pods of one workload. Those in `same` agree; each of `odd` differs from them. */
export interface FleetGroup {
  readonly workload: string;
  readonly namespace: string;
  readonly same: readonly string[];
  readonly odd: readonly FleetPod[];
  /** True when no larger group agrees: then nobody can say which pod is the odd one. */
  readonly tie: boolean;
}

/** A proxy in the bundle. Pod names are `NAME.NAMESPACE`. */
export interface CapturedPod {
  readonly pod: string;
  readonly workload: string | null;
  readonly istioVersion: string | null;
  readonly routes: number;
  readonly clusters: number;
  readonly listeners: number;
  readonly bytes: number;
}

export interface CaptureResult {
  /** The file that was written. */
  readonly file: string;
  readonly context: string | null;
  readonly pods: readonly CapturedPod[];
  /** As kubectl names the kinds. */
  readonly resources: readonly { readonly resource: string; readonly objects: number }[];
  readonly missing: readonly { readonly what: string; readonly why: string; readonly detail: string }[];
  readonly fleet: readonly FleetGroup[];
}
