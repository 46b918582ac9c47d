/** Routes with like paths, told apart by a header that they need: a request without it fits none of them. */
import type { HeaderMatcher, RouteMatch } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import { isRedactedText } from './match-gap.ts';
import { isWritten } from './visible-headers.ts';

export class RouteBucket {
  readonly #free: number[] = [];
  readonly #byHeader = new Map<ByteString, Map<ByteString, number[]>>();

  put(match: RouteMatch, position: number): void {
    const needed = match.headers?.find(needsExactly);
    if (needed?.test.kind !== 'exact') {
      this.#free.push(position);
      return;
    }
    const name = asciiLower(toBytes(needed.name));
    const values = this.#byHeader.get(name) ?? new Map<ByteString, number[]>();
    this.#byHeader.set(name, values);
    const value = toBytes(needed.test.value);
    const positions = values.get(value);
    if (positions === undefined) values.set(value, [position]);
    else positions.push(position);
  }

  /** Adds the positions of the routes that the request's headers may fit. */
  collect(request: AdmittedRequest, into: number[]): void {
    append(this.#free, into);
    for (const [name, values] of this.#byHeader) {
      const found = request.headers.get(name);
      if (isWritten(found)) for (const positions of values.values()) append(positions, into);
      else {
        // Tested one by one, or joined by older releases: both are looked up, each once.
        const sent = new Set(found.length > 1 ? [...found, found.join(',')] : found);
        for (const value of sent) append(values.get(value), into);
      }
    }
  }
}

/** A test that no other value passes, and no missing header. */
function needsExactly({ test, invert, treatMissingAsEmpty }: HeaderMatcher): boolean {
  if (invert === true || treatMissingAsEmpty === true || test.kind !== 'exact') return false;
  return test.ignoreCase !== true && !isRedactedText(test.value);
}

function append(positions: readonly number[] | undefined, into: number[]): void {
  if (positions !== undefined) for (const position of positions) into.push(position);
}
