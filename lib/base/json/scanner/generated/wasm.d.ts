/** Type of the code that lib/base/json/scanner/generate.mjs writes beside this file. */

/** The compiled scanner.as.ts, in base64. */
export const WASM: string;
