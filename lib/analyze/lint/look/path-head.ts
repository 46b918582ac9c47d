/** What every path of a match begins with. */
import type { RouteMatch } from '../../../model/index.ts';
import { asciiLower } from '../../rows/index.ts';

/** Lower case, so that it holds for matches in any case; empty where nothing is known. */
export function pathHead({ path }: RouteMatch): string {
  switch (path.kind) {
    case 'prefix':
    case 'path':
    case 'pathSeparatedPrefix':
      return asciiLower(path.value);
    case 'regex':
      return asciiLower(regexHead(path.regex));
    case 'uriTemplate':
      return asciiLower(/^[^*{]*/.exec(path.template)?.[0] ?? '');
    case 'connect':
    case 'none':
    case 'unsupported':
      return '';
  }
}

/** The literal text a regex begins with; the last character is given up where a repetition follows it. */
function regexHead(regex: string): string {
  if (regex.includes('|') || regex.startsWith('(?')) return '';
  const text = /^\^?((?:[\w/%~@:,;=&'!-]|\\[./-])*)/.exec(regex)?.[1] ?? '';
  const next = regex.replace(/^\^/, '')[text.length];
  const whole = next === '*' || next === '?' || next === '{' || next === '+' ? text.slice(0, -1) : text;
  return whole.replaceAll('\\', '');
}
