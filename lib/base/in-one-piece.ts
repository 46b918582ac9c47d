/**
 * A text that was put together, as one piece. V8 keeps the parts, with 32 bytes for each joint, until somebody looks inside:
 * for texts of which many are kept.
 */
export function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}
