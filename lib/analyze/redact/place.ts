/** Where a string stands: all that a rule may look at. */

/**
 * What is known about the surroundings. `message`: fields of a known protobuf message or resource; `map`: names chosen by
 * people; `struct`: free structure that is kept; the others hold what a rule of their own removes.
 */
export type Zone =
  | 'message'
  | 'map'
  | 'struct'
  | 'resource'
  | 'headerMap'
  | 'annotations'
  | 'nodeMetadata'
  | 'filterMetadata'
  | 'jwk'
  | 'secretObject'
  | 'unknownField'
  | 'unknownType'
  | 'text';

export interface Place {
  readonly zone: Zone;
  /** Canonical names (lower case, no underscores) from the outermost field to the string's own; list positions left out. */
  readonly path: readonly string[];
  /** The own key as written; empty in a list of a root. */
  readonly key: string;
  /** Name of the header, parameter or cookie that the string is a value of, in lower case. */
  readonly header: string | null;
  /** The field that holds this header: `request_headers_to_add`, `headers`, … in canonical form. */
  readonly headerField: string;
  /** `@type` of the messages around it, without `type.googleapis.com/`, innermost last. */
  readonly types: readonly string[];
  readonly value: string;
}

/** `requestHeadersToAdd` and `request_headers_to_add` alike. */
export function canonical(key: string): string {
  return key.replaceAll('_', '').toLowerCase();
}

export function lastOf(path: readonly string[]): string {
  return path.at(-1) ?? '';
}

/** True when the path ends with these names, which may stand apart: other names between them do not matter. */
export function passes(path: readonly string[], ...names: readonly string[]): boolean {
  let at = 0;
  for (const step of path) if (step === names[at]) at++;
  return at === names.length;
}
