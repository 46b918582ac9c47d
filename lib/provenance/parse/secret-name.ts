/** SDS secret names that tell who asked for the certificate. */

/** In words what a secret name says, null where it says nothing of an object (reference/istio-provenance.md 1.5). */
export function wordsOfSecretName(name: string): string | null {
  const [, scheme, rest] = /^(kubernetes|kubernetes-gateway|builtin):\/\/(.+)$/s.exec(name) ?? [];
  if (scheme === undefined || rest === undefined) return null;
  switch (scheme) {
    case 'kubernetes':
      return `secret ${name}: the server's credentialName is ${rest.replace(/-cacert$/, '')}`;
    case 'kubernetes-gateway':
      return `secret ${name}: a certificateRef to Secret ${rest.replace(/-cacert$/, '')}`;
    default:
      return null;
  }
}
