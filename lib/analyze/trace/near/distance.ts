import { editDistance } from '../../../base/edit-distance.ts';

/** Further than this nobody misspells. */
const LIMIT = 4;

/** Of host names and wildcards: letters, or 2 where all but one label are the same. */
export function distance(name: string, asked: string): number {
  const wanted = name.toLowerCase().split('.');
  const given = asked.toLowerCase().split('.');
  const common = wanted.filter((label, index) => label === given[index] || label === '*').length;
  const near = wanted.length === given.length && common === given.length - 1 ? 2 : Infinity;
  const parent = wanted[0] === '*' && wanted.slice(1).join('.') === asked.toLowerCase() ? 1 : Infinity;
  return Math.min(near, parent, editDistance(name.toLowerCase(), asked.toLowerCase(), LIMIT));
}
