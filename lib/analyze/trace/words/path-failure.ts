/** How a path misses: by its last slash, by case, by what follows, or altogether. */
import type { PathMatcher } from '../../../model/index.ts';
import type { Failure } from './failure.ts';
import { pathText } from './match.ts';
import { quote } from './quote.ts';

/** `asked` is without the query. */
export function pathFailure(matcher: PathMatcher, caseSensitive: boolean, asked: string): Omit<Failure, 'predicate'> {
  const wanted = pathText(matcher, caseSensitive);
  const plain = `it takes ${wanted}; the path is ${quote(asked)}`;
  if (matcher.kind !== 'prefix' && matcher.kind !== 'path' && matcher.kind !== 'pathSeparatedPrefix') {
    const far = matcher.kind === 'regex' && sharesStart(matcher.regex, asked) ? 2.5 : 4;
    const whole = matcher.kind === 'regex' ? ' (a regex must match the whole path)' : '';
    return { words: `${plain}${whole}`, change: null, far };
  }
  const { value } = matcher;
  if (value.includes('?')) {
    return {
      words: `${plain}; it can never match, because the query is no part of what is compared`,
      change: null,
      far: 2,
    };
  }
  const star = value.indexOf('*');
  if (star > 0 && asked.startsWith(value.slice(0, star))) {
    return { words: `${plain}; the * in it is a plain character, not a wildcard`, change: null, far: 2 };
  }
  if (value === `${asked}/`)
    return { words: `${plain}: it lacks the slash at the end`, change: `ask for ${value}`, far: 0.5, instead: asked };
  if (asked === `${value}/`)
    return {
      words: `${plain}: it has a slash too many at the end`,
      change: `ask for ${value}`,
      far: 0.5,
      instead: asked,
    };
  if (caseSensitive && fits(matcher, asked))
    return { words: `${plain}: only the case differs`, change: `ask for ${recased(value, asked)}`, far: 0.5 };
  if (matcher.kind === 'path' && asked.startsWith(`${value}/`)) {
    return { words: `${plain}: it takes this path only, nothing below it`, change: `ask for ${value}`, far: 1.5 };
  }
  const difference = unlike(value, asked);
  return { words: plain, change: difference < 0.5 ? `ask for ${value}` : null, far: 2 + difference * 2 };
}

function fits({ kind, value }: Extract<PathMatcher, { readonly value: string }>, asked: string): boolean {
  const lower = asked.toLowerCase();
  const wanted = value.toLowerCase();
  if (kind === 'path') return lower === wanted;
  return kind === 'prefix' ? lower.startsWith(wanted) : lower === wanted || lower.startsWith(`${wanted}/`);
}

function recased(value: string, asked: string): string {
  return value + asked.slice(value.length);
}

/** 0: all but equal; 1: nothing in common but the first slash. */
function unlike(value: string, asked: string): number {
  let common = 0;
  while (common < value.length && common < asked.length && value[common] === asked[common]) common++;
  const length = Math.max(value.length, 1);
  return common <= 1 ? 1 : 1 - common / length;
}

function sharesStart(regex: string, asked: string): boolean {
  const start = /^\^?(\/[A-Za-z0-9_-]{2,})/.exec(regex)?.[1];
  return start !== undefined && asked.startsWith(start);
}
