import type { CertificateFacts, Snapshot } from '../../../../model/index.ts';
import { chainSelector } from '../../context.ts';
import { serverNamesOf } from '../../look/server-names.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';

interface Args {
  readonly secret: string;
  /** Server names without a subject alternative name; empty when it is the time that is wrong. */
  readonly names: readonly string[];
  readonly notAfter: string;
  readonly expired: boolean;
}

export const certMismatchOrExpired: Rule = defineRule<Args>({
  code: 'cert-mismatch-or-expired',
  severity: 'error',
  needs: ['listeners', 'secrets'],
  summary: 'A certificate has expired, or does not name the host it is served for',
  *check(context) {
    const secrets = new Map(context.snapshot.secrets.map((secret) => [secret.name, secret]));
    const now = newestUpdate(context.snapshot);
    for (const placed of context.chains) {
      for (const name of placed.chain.tls?.secrets ?? []) {
        const leaf = secrets.get(name)?.certificates[0];
        if (leaf === undefined) continue;
        const { notAfter } = leaf;
        const shared = { subject: chainSelector(placed), of: [placed.chain.id] };
        if (now !== null && notAfter < now) {
          yield {
            ...shared,
            args: { secret: name, names: [], notAfter, expired: true },
            confidence: 'certain',
            proof: facts(`the certificate of ${name} is valid until ${notAfter}`, `the dump holds something of ${now}`),
          };
        }
        const names = serverNamesOf(placed.chain).filter((one) => !isCovered(one, leaf));
        if (names.length === 0 || leaf.subjectAltNames.length === 0) continue;
        yield {
          ...shared,
          args: { secret: name, names, notAfter, expired: false },
          confidence: 'certain',
          // A load balancer in front that does not check names is ordinary.
          severity: 'info',
          proof: facts(
            `the chain serves ${some(names)}`,
            `the certificate of ${name} names ${some(leaf.subjectAltNames)}`,
          ),
        };
      }
    }
  },
  message: ({ secret, names, notAfter, expired }) =>
    expired
      ? `the certificate of ${secret} has expired (${notAfter})`
      : `the certificate of ${secret} does not name ${some(names)}: clients that check it refuse`,
  fix: ({ expired }) =>
    expired
      ? 'renew the certificate in the Secret'
      : 'put the host into the certificate, or name another credentialName',
});

/** The dump's own clock: it was taken after this. ISO 8601 in UTC sorts as text. */
function newestUpdate({ listeners, clusters, routeConfigs, secrets }: Snapshot): string | null {
  const times = [...listeners, ...clusters, ...routeConfigs, ...secrets].flatMap(
    ({ lastUpdated }) => lastUpdated ?? [],
  );
  return times.reduce<string | null>((newest, time) => (newest === null || time > newest ? time : newest), null);
}

/** RFC 6125: a wildcard stands for one whole label; a wildcard server name is covered by the same wildcard. */
function isCovered(name: string, { subjectAltNames }: CertificateFacts): boolean {
  return subjectAltNames.some((written) => {
    const alt = written.replace(/^DNS:/i, '').toLowerCase();
    if (alt === name) return true;
    return alt.startsWith('*.') && name.slice(name.indexOf('.')) === alt.slice(1) && name.includes('.');
  });
}
