import { chainSelector } from '../../context.ts';
import { serverNamesOf } from '../../look/server-names.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { some } from '../../words/source-words.ts';

interface Args {
  readonly secret: string;
  readonly names: readonly string[];
  readonly warming: boolean;
}

export const secretMissing: Rule = defineRule<Args>({
  code: 'secret-missing',
  severity: 'error',
  needs: ['listeners', 'secrets'],
  absence: ['secrets'],
  summary: 'A TLS chain waits for a certificate that the proxy does not have',
  *check(context) {
    const known = new Map(context.snapshot.secrets.map((secret) => [secret.name, secret]));
    for (const placed of context.chains) {
      const { chain } = placed;
      for (const name of new Set([...(chain.tls?.secrets ?? []), ...(chain.tls?.validation ?? [])])) {
        const secret = known.get(name);
        if (secret !== undefined && secret.state !== 'warming') continue;
        yield {
          subject: chainSelector(placed),
          args: { secret: name, names: serverNamesOf(chain), warming: secret !== undefined },
          confidence: 'certain',
          of: [chain.id],
          proof: facts(
            `the chain takes its certificate from the secret ${name}`,
            secret === undefined
              ? 'the proxy has no secret of that name'
              : 'that secret is warming: it was asked for and never came',
          ),
        };
      }
    }
  },
  message: ({ secret, names }) =>
    `has no certificate ${secret}: TLS${names.length === 0 ? '' : ` for ${some(names)}`} fails`,
  fix: ({ secret }) =>
    `create the Secret ${secret.replace(/^kubernetes(?:-gateway)?:\/\//, '')} of type kubernetes.io/tls in the namespace of the gateway's pod, or correct credentialName`,
});
