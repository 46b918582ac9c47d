/** SDS secrets: names and certificate facts. Key material is dropped while reading and never reaches the model. */
import type { ResourceState } from './cluster.ts';
import type { Located } from './location.ts';

/** Facts of one X.509 certificate in a chain; times are ISO 8601 UTC. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly subjectAltNames: readonly string[];
  readonly notBefore: string;
  readonly notAfter: string;
  readonly isCa: boolean;
}

export interface Secret extends Located {
  readonly name: string;
  readonly state: ResourceState;
  readonly kind: 'certificate' | 'validation' | 'sessionTicketKeys' | 'generic' | 'unknown';
  readonly certificates: readonly CertificateFacts[];
  /** True when a chain is present but cannot be decoded. */
  readonly undecodable?: boolean;
  readonly lastUpdated?: string;
}
