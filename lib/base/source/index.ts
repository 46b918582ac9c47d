export { memorySource } from './byte-source.ts';
export type { ByteSource } from './byte-source.ts';
export { findIn } from './find.ts';
export { Lines } from './lines.ts';
export { eachPiece, pieceOf, textOf, wholeOf, wholeUpTo } from './piece.ts';
export { placeOf } from './place.ts';
export type { Place } from './place.ts';
