/** Lower case of A-Z only, as Envoy folds hosts and paths; other letters stay as they are. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
