import { parseClusterName } from '../../../provenance/index.ts';

/** `grafana.default.svc.cluster.local port 80 subset v1`, or the name itself when it has another shape. */
export function clusterWords(name: string): string {
  const parts = parseClusterName(name);
  if (parts === null || parts.direction !== 'outbound' || parts.host === '') return `cluster ${name}`;
  return `${parts.host} port ${String(parts.port)}${parts.subset === '' ? '' : ` subset ${parts.subset}`}`;
}

/** A weight as a share of the sum of all weights, which is what Envoy goes by: `33.33%`. */
export function shareWords(weight: number, total: number): string {
  if (total <= 0) return '0%';
  return `${String(Number(((weight * 100) / total).toFixed(2)))}%`;
}
