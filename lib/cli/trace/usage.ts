import { EXIT, KnownError } from '../../model/index.ts';

/** A request that cannot be asked as it was written; `hint` is how it can be. */
export function usage(message: string, hint: string): KnownError {
  return new KnownError(EXIT.usage, { code: 'US005', severity: 'error', message, hint });
}
