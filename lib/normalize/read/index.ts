export { ignored, lowerCamel, message } from './message.ts';
export type { FieldReader, MessageReader } from './message.ts';
export { Reading } from './reading.ts';
export * from './scalars.ts';
