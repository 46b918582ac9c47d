/** A request as a door lets it in. */
import type { AdmittedRequest, MatchingIndex } from '../../matching/index.ts';
import { admit, requestOf } from '../../matching/index.ts';
import type { RouteConfiguration, WitnessRequest } from '../../model/index.ts';
import type { Door } from './doors.ts';
import { witnessInput } from './witness.ts';

const NO_CERTIFICATE = { presented: false, validated: false } as const;

/** Null when the connection manager answers it by itself. */
export function admitted(
  { profile }: MatchingIndex,
  { internalOnlyHeaders }: RouteConfiguration,
  witness: WitnessRequest,
  { secure, manager, listener }: Door,
): AdmittedRequest | null {
  const request = requestOf(witnessInput(witness));
  const connection = {
    secure,
    listenerPort: listener?.port ?? null,
    certificate: secure ? request.clientCertificate : NO_CERTIFICATE,
  };
  const admission = admit(request, connection, manager, profile, internalOnlyHeaders);
  return admission.kind === 'admitted' ? admission.request : null;
}
