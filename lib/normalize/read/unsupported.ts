/** The one way an unmodeled field enters the model: named, with its value in the one spelling. */
import type { Unsupported } from '../../model/index.ts';
import { foldKeys } from './fold-keys.ts';

/** `field` in snake_case as in the proto, whatever the dump's spelling. */
export function unsupported(field: string, raw: unknown): Unsupported {
  return {
    kind: 'unsupported',
    field: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    raw: foldKeys(raw),
  };
}
