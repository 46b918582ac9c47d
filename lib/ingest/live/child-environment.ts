/**
 * What a child sees of the environment: where its configuration is, how to reach the cluster, and what the credential
 * plugins of the clouds read. Everything else stays here (reference/reliability-security.md 4.3, environment leakage).
 */
import { delimiter, resolve } from 'node:path';

const NAMES: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'KUBECONFIG',
  'KUBERNETES_SERVICE_HOST',
  'KUBERNETES_SERVICE_PORT',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'TMPDIR',
  'TEMP',
  'TMP',
  'XDG_CONFIG_HOME',
  'XDG_CACHE_HOME',
  'XDG_DATA_HOME',
  'USE_GKE_GCLOUD_AUTH_PLUGIN',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PATHEXT',
  'COMSPEC',
]);

/** Settings of cloud command lines, which credential plugins read. */
const PREFIXES = ['AWS_', 'AZURE_', 'AAD_', 'ARM_', 'CLOUDSDK_', 'OCI_', 'DIGITALOCEAN_'] as const;

function isPassed(name: string): boolean {
  const upper = name.toUpperCase();
  return NAMES.has(upper) || PREFIXES.some((prefix) => upper.startsWith(prefix));
}

/** Children run elsewhere, so the relative files that KUBECONFIG names are made absolute. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && isPassed(name)) passed[name] = value;
  }
  const { KUBECONFIG: files } = passed;
  if (files !== undefined) {
    passed['KUBECONFIG'] = files
      .split(delimiter)
      .map((file) => (file === '' ? file : resolve(file)))
      .join(delimiter);
  }
  return passed;
}
