/** Server names of filter chains, and how they stand to domains. */
import type { FilterChain } from '../../../model/index.ts';
import { asciiLower } from '../../rows/index.ts';

/** Lower case; empty: any name, and none. */
export function serverNamesOf({ match }: FilterChain): readonly string[] {
  return (match.serverNames ?? []).map(asciiLower);
}

/** Could a name fit both: each exact or `*.suffix` (`*`: any)? Ports of domains are left out. */
export function namesMeet(a: string, b: string): boolean {
  const [left, right] = [bareName(a), bareName(b)];
  if (left === '*' || right === '*' || left === right) return true;
  if (left.startsWith('*') && right.startsWith('*')) {
    return left.slice(1).endsWith(right.slice(1)) || right.slice(1).endsWith(left.slice(1));
  }
  if (left.startsWith('*')) return right.endsWith(left.slice(1)) && right.length > left.length - 1;
  if (right.startsWith('*')) return left.endsWith(right.slice(1)) && left.length > right.length - 1;
  return false;
}

/** Lower case, without a port. */
export function bareName(name: string): string {
  return asciiLower(name.replace(/:\d+$/, ''));
}
