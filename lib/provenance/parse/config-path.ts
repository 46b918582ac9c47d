/** Istio's provenance string, `metadata.filter_metadata.istio.config`. */

/**
 * `/apis/<group>/<version>/namespaces/<ns>/<kebab-kind>/<name>`. `group` is as found: `networking.istio.io`, or
 * `networking` without the domain up to Istio 1.4. `version` is the control plane's, never the user's file's.
 */
export interface ConfigPath {
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * Null for any other shape: exactly 8 pieces, the first empty, none of those that matter empty. Names are not checked:
 * those that Istio makes hold `~`, `*` and more than 63 characters.
 * Source: AddConfigInfoMetadata, pilot/pkg/networking/util/util.go; reference/istio-provenance.md 1.1.
 */
export function parseConfigPath(path: string): ConfigPath | null {
  const pieces = path.split('/');
  if (pieces.length !== 8 || pieces[0] !== '' || pieces[1] !== 'apis' || pieces[4] !== 'namespaces') return null;
  const group = pieces[2];
  const version = pieces[3];
  const namespace = pieces[5];
  const kind = pieces[6];
  const name = pieces[7];
  if (!group || !version || !namespace || !kind || !name) return null;
  return { group, version, namespace, kind, name };
}

/** True for Istio's networking group in either spelling. */
export function isIstioNetworking({ group }: ConfigPath): boolean {
  return group === 'networking.istio.io' || group === 'networking';
}
