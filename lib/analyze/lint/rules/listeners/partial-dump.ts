import { SECTIONS } from '../../../../model/index.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly missing: readonly string[];
  readonly cut: boolean;
}

/** ECDS is rare, and its absence means nothing. */
const EXPECTED = SECTIONS.filter((section) => section !== 'ecds');

export const partialDump: Rule = defineRule<Args>({
  code: 'partial-dump',
  severity: 'info',
  needs: [],
  summary: 'The input holds only a part of the proxy’s configuration',
  *check({ snapshot }) {
    const missing = EXPECTED.filter((section) => !snapshot.sections.has(section));
    if (missing.length === 0 && !snapshot.partial) return;
    yield {
      subject: 'input',
      args: { missing, cut: snapshot.partial },
      confidence: 'certain',
      proof: facts(
        ...(missing.length === 0 ? [] : [`not in the input: ${missing.join(', ')}`]),
        ...(snapshot.partial ? ['a part of the input could not be read'] : []),
      ),
    };
  },
  message: ({ missing, cut }) =>
    `${missing.length === 0 ? '' : `without ${missing.join(', ')}`}${missing.length > 0 && cut ? ', and ' : ''}${cut ? 'cut or damaged' : ''}: what rules need of it was not checked`,
  fix: () => 'istioctl proxy-config all POD -o json, or curl localhost:15000/config_dump?include_eds in the pod',
});
