/**
 * Where something was read. Positions stay symbolic (document + byte offset of the element) until a result is printed.
 */

/** Where a document's bytes came from. `name` is what the user typed or the path below it; `-` for stdin. */
export interface Origin {
  readonly name: string;
  readonly kind: 'file' | 'stdin';
}

/** Index into Snapshot.documents plus the byte range of the element inside the decoded document. */
export interface Located {
  readonly at: { readonly document: number; readonly start: number; readonly end: number };
}
