/** What a rule is: what it needs, what it looks for, and the words for what it found. */
import type {
  Confidence,
  EntityId,
  FindingResource,
  LintInput,
  ResourceRef,
  Section,
  Severity,
} from '../../model/index.ts';
import type { LintContext } from './context.ts';
import type { Proof } from './probe/proof.ts';

/** What a rule says it found; the engine replays the proof and makes a Finding of it. */
export interface Draft<Args extends object> {
  readonly subject: string;
  readonly args: Args;
  readonly confidence: Confidence;
  /** Entities whose makers are to be named, the one to edit first. */
  readonly of?: readonly EntityId[];
  /** Resources that no entity stands for, named after those of `of`. */
  readonly resources?: readonly (ResourceRef | FindingResource)[];
  readonly proof: Proof;
  /** Where it is less grave than the rule in general. */
  readonly severity?: Severity;
}

/** A place where the rule cannot tell. */
export interface Unclear {
  readonly subject: string;
  readonly unclear: string;
}

export interface RuleDefinition<Args extends object> {
  /** Permanent: a code is never given to another rule. */
  readonly code: string;
  readonly severity: Severity;
  readonly needs: readonly LintInput[];
  /** Sections from whose silence it concludes: what was cut or filtered proves nothing. */
  readonly absence?: readonly Section[];
  readonly summary: string;
  readonly check: (context: LintContext) => Iterable<Draft<Args> | Unclear>;
  readonly message: (args: Args) => string;
  readonly fix: (args: Args) => string;
}

/** What may be absent of a draft is undefined here: all have the same fields. */
type Complete<Draft> = { readonly [Key in keyof Required<Draft>]: Draft[Key] | undefined };

/** A draft with its words. */
export interface Worded
  extends
    Pick<Draft<object>, 'subject' | 'confidence' | 'proof'>,
    Complete<Pick<Draft<object>, 'of' | 'resources' | 'severity'>> {
  readonly args: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly fix: string;
}

/** A rule whose argument type is closed over, so that rules of different types fit into one table. */
export interface Rule extends Omit<RuleDefinition<never>, 'check' | 'message' | 'fix'> {
  readonly run: (context: LintContext) => Iterable<Worded | Unclear>;
}

export function defineRule<Args extends object>(definition: RuleDefinition<Args>): Rule {
  const { check, message, fix, ...meta } = definition;
  return {
    ...meta,
    *run(context) {
      for (const found of check(context)) {
        if ('unclear' in found) {
          yield found;
          continue;
        }
        // Not spread: V8 gives every object that is spread into another a shape of its own, and large dumps have many findings.
        const { subject, confidence, of, resources, proof, severity } = found;
        const args = found.args as Readonly<Record<string, unknown>>;
        yield {
          subject,
          confidence,
          of,
          resources,
          proof,
          severity,
          args,
          message: message(found.args),
          fix: fix(found.args),
        };
      }
    },
  };
}
