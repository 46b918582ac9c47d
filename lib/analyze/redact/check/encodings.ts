/** The forms in which a value may have slipped into a text (reference/reliability-security.md 3.8). */

export interface Form {
  readonly name: string;
  readonly text: string;
}

/** Shorter forms would be found by chance. */
const LEAST = 8;

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Base64 of the value as it stands inside a longer text: without the characters that its neighbors decide. */
function base64Inside(bytes: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const first = shift === 0 ? 0 : shift + 1;
  const tail = (bytes.length + shift) % 3 === 0 ? 0 : 1;
  return encoded.slice(first, encoded.length - tail);
}

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

/** Go's encoding/json escapes `<`, `>` and `&`; ours does not. */
const goEscaped = (text: string): string =>
  text.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** Each line of what spans several, because every format breaks lines in its own way. */
function pieces(value: string): readonly string[] {
  const lines = value.split(/\r?\n|\\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'));
  return /\n|\\n/.test(value) ? [value, ...lines] : [value];
}

/** Distinct forms of at least eight characters, lower case: the search does not look at case. */
export function formsOf(value: string): readonly Form[] {
  const forms = new Map<string, string>();
  const add = (name: string, text: string): void => {
    const folded = text.toLowerCase();
    if (folded.length >= LEAST && !forms.has(folded)) forms.set(folded, name);
  };
  for (const piece of pieces(value)) {
    const bytes = Buffer.from(piece);
    const escaped = JSON.stringify(piece).slice(1, -1);
    add('raw', piece);
    add('JSON', escaped);
    add('JSON', goEscaped(escaped));
    add('JSON in JSON', JSON.stringify(escaped).slice(1, -1));
    for (const shift of [0, 1, 2]) {
      add('base64', base64Inside(bytes, shift));
      add('base64url', urlSafe(base64Inside(bytes, shift)));
    }
    add('hex', bytes.toString('hex'));
    add('percent', encodeURIComponent(piece.replace(/[\ud800-\udfff]/g, '\ufffd')));
    add('percent', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
    add(
      'HTML',
      piece.replace(/[&<>"']/g, (c) => HTML[c] ?? c),
    );
  }
  return [...forms].map(([text, name]) => ({ name, text }));
}
