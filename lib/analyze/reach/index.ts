/** Which routes any request gets to, exhaustively: by proof, with requests that were replayed. */
export { Reachability } from './reachability.ts';
export { witnessInput } from './witness.ts';
