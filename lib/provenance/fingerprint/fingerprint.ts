/** Which Istio wrote a configuration. */
import type { ProxySummary, Snapshot } from '../../model/index.ts';
import type { VersionBounds } from './bounds.ts';

interface Range {
  readonly text: string;
  readonly because: string;
}

/**
 * From what the control plane generated (reference/istio-provenance.md 11). What only the proxy decides is left out: names
 * of the bootstrap's listeners, type URLs. Null when nothing limits the version, or the limits exclude each other.
 */
function rangeOf({ least, most }: VersionBounds): Range | null {
  if (least !== null && most !== null) {
    if (least.minor > most.minor) return null;
    const text =
      least.minor === most.minor ? `1.${String(least.minor)}` : `1.${String(least.minor)}-1.${String(most.minor)}`;
    return { text, because: least.detail === most.detail ? least.detail : `${least.detail}; ${most.detail}` };
  }
  if (least !== null) return { text: `1.${String(least.minor)} or later`, because: least.detail };
  return most === null ? null : { text: `1.${String(most.minor)} or earlier`, because: most.detail };
}

/**
 * ISTIO_VERSION in the node metadata is the proxy's; istiod may be a minor or two away, so what the configuration itself
 * shows is said beside it. Without it the range is inferred; without any sign nothing is known and current behaviour
 * is assumed.
 */
export function istioVersion(proxy: Snapshot['proxy'], bounds: VersionBounds): ProxySummary['istioVersion'] {
  const range = rangeOf(bounds);
  const own = proxy?.istioVersion ?? null;
  if (own !== null) {
    const shown = range === null ? '' : `; its output is that of ${range.text} (${range.because})`;
    const because = `ISTIO_VERSION in the proxy's node metadata; the control plane may be a minor or two away${shown}`;
    return { text: own, how: 'read', because };
  }
  if (range !== null) return { text: range.text, how: 'inferred', because: range.because };
  const { least, most } = bounds;
  const because =
    least === null || most === null
      ? 'the input holds no sign of a version, so that of today is taken'
      : `signs contradict each other (${least.detail}; ${most.detail}), so that of today is taken`;
  return { text: 'unknown', how: 'assumed', because };
}
