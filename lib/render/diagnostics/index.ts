/** Warnings and errors as text for stderr. */
import type { Diagnostic } from '../../model/index.ts';
import { safe } from '../escape/index.ts';
import type { Style } from '../table/color.ts';
import { styled } from '../table/color.ts';

const STYLE = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<
  Diagnostic['severity'],
  Style
>;

/** `(routes.json:12:3)`, `(routes.json, byte 417)`: as exact as it is known. */
function placeWords(diagnostic: Diagnostic): string {
  const { document, line, column, byte, path } = diagnostic;
  let place = document ?? '';
  if (line !== undefined) {
    const at = `${String(line)}${column === undefined ? '' : `:${String(column)}`}`;
    place = place === '' ? `line ${at}` : `${place}:${at}`;
  } else if (byte !== undefined) {
    place += `${place === '' ? '' : ', '}byte ${String(byte)}`;
  }
  const parts = [place, path ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function diagnosticText(diagnostic: Diagnostic, color: boolean): string {
  const head = styled(`${diagnostic.severity}[${safe(diagnostic.code)}]`, color ? STYLE[diagnostic.severity] : null);
  const { count } = diagnostic;
  const times = count === undefined || count <= 1 ? '' : ` [${String(count)} times]`;
  const text = `${head}: ${safe(diagnostic.message)}${safe(placeWords(diagnostic))}${times}\n`;
  if (diagnostic.hint === undefined) return text;
  // A hint may hold several lines, such as a command below a sentence; each is a line of ours.
  return (
    text +
    diagnostic.hint
      .split('\n')
      .map((line) => `  ${safe(line)}\n`)
      .join('')
  );
}

/**
 * One block a diagnostic, in the order given: `warning[CODE]: message (document:line)` and the hint below it, indented.
 * Empty text for none.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: { readonly color: boolean }): string {
  return diagnostics.map((diagnostic) => diagnosticText(diagnostic, options.color)).join('');
}
