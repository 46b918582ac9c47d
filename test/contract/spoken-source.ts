/**
 * How a source must read in a table cell, said a second time and independently of lib/render: a short form for the
 * comparison of tables with JSON.
 */
import type { Source } from '../../lib/model/index.ts';

/** What the SOURCE cell begins with. */
export function spokenSource({ status, resource, candidates }: Source): string {
  switch (status) {
    case 'attributed': {
      const kind = resource?.group === 'gateway.networking.k8s.io' && resource.kind === 'Gateway' ? 'Kubernetes ' : '';
      return `${kind}${resource?.kind ?? ''} ${resource?.namespace ?? ''}/${resource?.name ?? '?'}`;
    }
    case 'ambiguous':
      return candidates[0] === undefined ? '? ' : `? ${candidates[0].kind}`;
    case 'synthetic':
      return '(built-in: ';
    case 'unattributed':
      return '(unattributed: ';
  }
}
