/**
 * Envoy compares bytes, not characters. Inside this room every text of a request or of a matcher is a byte string: a
 * JavaScript string in which each char code, 0-255, is one byte of the UTF-8 encoding. ASCII text is its own byte string.
 */
export type ByteString = string;

/** Every char is one ASCII byte. */
const ASCII = /^[\0-\x7f]*$/;
const UPPER = /[A-Z]/;
const UPPER_RUN = /[A-Z]+/g;

/** True when every char code is below 0x80; then bytes and characters are the same thing. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** UTF-8 encodes a text as read from JSON; lone surrogates become U+FFFD as in every UTF-8 writer. */
export function toBytes(text: string): ByteString {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** Decodes a byte string as UTF-8; null when it is not valid UTF-8. */
export function toText(bytes: ByteString): string | null {
  if (isAscii(bytes)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    );
  } catch {
    return null;
  }
}

/** Folds A-Z only, like absl::AsciiStrToLower: bytes above 0x7f stay as they are. */
export function asciiLower(bytes: ByteString): ByteString {
  if (!UPPER.test(bytes)) return bytes;
  return bytes.replace(UPPER_RUN, (run) => run.toLowerCase());
}
