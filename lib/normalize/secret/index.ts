export { readSecret } from './secret.ts';
export type { SecretDraft } from './secret.ts';
