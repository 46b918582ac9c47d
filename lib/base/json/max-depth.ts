/** Real dumps nest 22 to 24 levels; JSON.stringify overflows the stack near 5,000 (reference/reliability-security.md 4.1). */
export const MAX_DEPTH = 256;
