/** envoy.config.cluster.v3.Cluster.CommonLbConfig. */
import { ignored, member, message, number } from '../read/index.ts';
import type { Reading } from '../read/index.ts';

interface Draft {
  panicThreshold: number | null;
  localityWeighted?: boolean;
}

const COMMON_LB = message<Draft>('envoy.config.cluster.v3.Cluster.CommonLbConfig', {
  // Percent: `{}` is 0, which turns panic off (reference/envoy-semantics.md 6).
  healthy_panic_threshold: (draft, value) => {
    draft.panicThreshold = number(member(value, 'value'));
  },
  locality_weighted_lb_config: (draft) => {
    draft.localityWeighted = true;
  },
  zone_aware_lb_config: ignored,
  update_merge_window: ignored,
  ignore_new_hosts_until_first_hc: ignored,
  close_connections_on_host_set_change: ignored,
  consistent_hashing_lb_config: ignored,
  override_host_status: ignored,
});

/** Adds what it says to a cluster that is being read. */
export function readCommonLbConfig(draft: Draft, raw: unknown, reading: Reading): void {
  COMMON_LB(draft, raw, reading);
}
