import { EXIT, KnownError } from '../../model/index.ts';
import type { RulesResult } from '../../model/index.ts';

/** A word after `rules` that is no code. */
export function unknownRule({ asked, nearest }: RulesResult): KnownError {
  const [meant] = nearest;
  return new KnownError(EXIT.usage, {
    code: 'US010',
    severity: 'error',
    message: `there is no rule ${JSON.stringify(asked ?? '')}`,
    hint: meant === undefined ? 'whyroute rules lists them' : `did you mean ${meant}?`,
  });
}
