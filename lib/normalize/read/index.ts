export { checkedMember, checkedValue, sharedMember, walkedMember } from './checked-value.ts';
export { foldKeys, foldMapValues } from './fold-keys.ts';
export { lowerCamel } from './lower-camel.ts';
export { ignored, message } from './message.ts';
export { unsupported } from './unsupported.ts';
export type { FieldReader, MessageReader } from './message.ts';
export { Reading } from './reading.ts';
export * from './scalars.ts';
export { stranger } from './stranger.ts';
