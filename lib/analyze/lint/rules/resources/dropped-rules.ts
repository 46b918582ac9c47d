/** Rules that tell of one kind of loss each: what is bound, and became nothing for this reason. */
import { droppedFor, resourceSelector } from '../../look/given-rules.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule, RuleDefinition } from '../../rule.ts';
import { refWords } from '../../words/source-words.ts';

interface DroppedArgs {
  readonly path: string;
  readonly why: string;
}

type Meta = Pick<RuleDefinition<DroppedArgs>, 'code' | 'severity' | 'summary' | 'fix'>;

export function droppedRule(meta: Meta, kinds: readonly string[]): Rule {
  const wanted = new Set(kinds);
  return defineRule<DroppedArgs>({
    ...meta,
    needs: ['resources', 'routes', 'listeners'],
    *check(context) {
      for (const { resource, path, reason, place } of droppedFor(context, wanted)) {
        yield {
          subject: `${resourceSelector(resource.ref)} ${path}`,
          args: { path, why: reason.text },
          confidence: 'certain',
          resources: [place],
          proof: facts(`${refWords(resource.ref)} ${path} is among the resources given`, reason.text),
        };
      }
    },
    message: ({ path, why }) => `${path} made nothing in this proxy: ${why}`,
  });
}
