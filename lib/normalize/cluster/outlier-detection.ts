/** envoy.config.cluster.v3.OutlierDetection: an empty message still turns ejection on, with Envoy's defaults. */
import type { OutlierDetection } from '../../model/index.ts';
import { lowerCamel, message, number, text } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';

type Draft = { -readonly [Key in keyof OutlierDetection]: OutlierDetection[Key] };

/** Settings without a field of their own, kept as read under their lowerCamel name. */
const OTHERS = [
  'enforcing_consecutive_5xx',
  'enforcing_success_rate',
  'success_rate_minimum_hosts',
  'success_rate_request_volume',
  'success_rate_stdev_factor',
  'enforcing_consecutive_gateway_failure',
  'split_external_local_origin_errors',
  'consecutive_local_origin_failure',
  'enforcing_consecutive_local_origin_failure',
  'enforcing_local_origin_success_rate',
  'failure_percentage_threshold',
  'enforcing_failure_percentage',
  'enforcing_failure_percentage_local_origin',
  'failure_percentage_minimum_hosts',
  'failure_percentage_request_volume',
  'max_ejection_time',
  'max_ejection_time_jitter',
  'successful_active_health_check_uneject_host',
  'monitors',
  'always_eject_one_host',
  'detect_degraded_hosts',
] as const;

function other(field: string): FieldReader<Draft> {
  const name = lowerCamel(field);
  return (draft, value) => {
    draft.other = { ...draft.other, [name]: value };
  };
}

const OUTLIER = message<Draft>('envoy.config.cluster.v3.OutlierDetection', {
  ...Object.fromEntries(OTHERS.map((field) => [field, other(field)])),
  consecutive_5xx: (draft, value) => {
    draft.consecutive5xx = number(value);
  },
  consecutive_gateway_failure: (draft, value) => {
    draft.consecutiveGatewayFailure = number(value);
  },
  interval: (draft, value) => {
    draft.interval = text(value);
  },
  base_ejection_time: (draft, value) => {
    draft.baseEjectionTime = text(value);
  },
  max_ejection_percent: (draft, value) => {
    draft.maxEjectionPercent = number(value);
  },
});

export function readOutlierDetection(raw: unknown, reading: Reading): OutlierDetection {
  return OUTLIER({}, raw, reading);
}
