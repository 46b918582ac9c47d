/** URI templates as the regular expression that Envoy makes of them (extensions/path/uri_template_lib). */

/** What one segment may hold: every byte from 0x21 to 0x7e was probed on 1.40.0. */
const SEGMENT_CHARS = "a-zA-Z0-9\\-._~%!$&'()*+,;:@=";
const ONE_SEGMENT = `[${SEGMENT_CHARS}]+`;
const ANY_REST = `[${SEGMENT_CHARS}/]*`;
/** A whole segment of asterisks, at the beginning or after a slash. */
const GLOB = /^\*\*?(?=\/|$)/;
const LITERAL = /^(?:\/|[a-zA-Z0-9\-._~%!$&'()*+,;:@=]+)/;
const VARIABLE = /^\{([a-zA-Z_][a-zA-Z0-9_]*)(?:=([^{}]+))?\}/;

/** The RE2 pattern of a template such as `/a/{x}/**`; null for what is not a template this version reads. */
export function templatePattern(template: string): string | null {
  let rest = template;
  let pattern = '';
  while (rest !== '') {
    const variable = VARIABLE.exec(rest);
    const glob = pattern === '' || pattern.endsWith('/') ? GLOB.exec(rest)?.[0] : undefined;
    const text = LITERAL.exec(rest)?.[0];
    if (variable !== null) {
      const inner = variable[2] === undefined ? ONE_SEGMENT : templatePattern(variable[2]);
      if (inner === null) return null;
      pattern += `(${inner})`;
      rest = rest.slice(variable[0].length);
    } else if (glob !== undefined) {
      pattern += glob === '**' ? ANY_REST : ONE_SEGMENT;
      rest = rest.slice(glob.length);
    } else if (text !== undefined) {
      pattern += quote(text);
      rest = rest.slice(text.length);
    } else return null;
  }
  return pattern;
}

/** Envoy quotes these five only: an asterisk inside a text segment stays an operator (`/a*` matches `/` and `/aa`). */
function quote(text: string): string {
  return text.replace(/[.+$()]/g, '\\$&');
}
