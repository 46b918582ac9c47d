/** Splits what Node prints for a subjectAltName extension: `DNS:a.com, URI:"spiffe://x, y"`. */

/** Kinds whose value speaks for itself; others (`DirName:…`, `Registered ID:…`) keep their prefix. */
const PLAIN = new Set(['DNS', 'URI', 'IP Address', 'email']);

const QUOTED = /^"(?:[^"\\]|\\.)*"/;

/**
 * The names without their kind. Node quotes a value as a JSON string where it holds a comma or a control character, so
 * that `DNS:` inside one name cannot pass for another name (CVE-2021-44532).
 */
export function subjectAltNames(printed: string): string[] {
  const names: string[] = [];
  let rest = printed;
  while (rest !== '') {
    const colon = rest.indexOf(':');
    const kind = rest.slice(0, Math.max(colon, 0));
    const afterKind = rest.slice(colon + 1);
    const quoted = QUOTED.exec(afterKind)?.[0];
    const comma = afterKind.indexOf(', ');
    const value = quoted ?? (comma === -1 ? afterKind : afterKind.slice(0, comma));
    const name = quoted === undefined ? value : String(JSON.parse(quoted));
    names.push(PLAIN.has(kind) || kind === '' ? name : `${kind}:${name}`);
    rest = afterKind.slice(value.length).replace(/^, /, '');
  }
  return names;
}
