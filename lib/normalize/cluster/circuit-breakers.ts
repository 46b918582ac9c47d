/** envoy.config.cluster.v3.CircuitBreakers. An absent limit stays absent: 0 blocks everything, absent is a default. */
import type { CircuitBreakers } from '../../model/index.ts';
import { enumName, ignored, list, message, number } from '../read/index.ts';
import type { Reading } from '../read/index.ts';

type Draft = { -readonly [Key in keyof CircuitBreakers]: CircuitBreakers[Key] };

/** envoy.config.core.v3.RoutingPriority by number. */
const PRIORITIES = ['DEFAULT', 'HIGH'];

const THRESHOLDS = message<Draft>('envoy.config.cluster.v3.CircuitBreakers.Thresholds', {
  priority: (draft, value) => {
    draft.priority = enumName(value, PRIORITIES);
  },
  max_connections: (draft, value) => {
    draft.maxConnections = number(value);
  },
  max_pending_requests: (draft, value) => {
    draft.maxPendingRequests = number(value);
  },
  max_requests: (draft, value) => {
    draft.maxRequests = number(value);
  },
  max_retries: (draft, value) => {
    draft.maxRetries = number(value);
  },
  retry_budget: ignored,
  track_remaining: ignored,
  max_connection_pools: ignored,
});

const CIRCUIT_BREAKERS = message<{ thresholds: CircuitBreakers[] }>('envoy.config.cluster.v3.CircuitBreakers', {
  thresholds: (draft, value, reading) => {
    draft.thresholds = list(value).map((raw) => THRESHOLDS({ priority: 'DEFAULT' }, raw, reading));
  },
  per_host_thresholds: ignored,
});

export function readCircuitBreakers(raw: unknown, reading: Reading): readonly CircuitBreakers[] {
  return CIRCUIT_BREAKERS({ thresholds: [] }, raw, reading).thresholds;
}
