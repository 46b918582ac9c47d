/** Finds what a fact must hold so that some conditions hold and others fail. */
import { RecentMap } from '../../base/recent-map.ts';
import type { ByteString } from '../bytes.ts';
import type {
  CertificateCondition,
  Condition,
  Fact,
  FactValue,
  FractionCondition,
  Solved,
  TextCondition,
} from './condition.ts';
import { findWord } from './find-word.ts';
import type { Language } from './language.ts';
import { contains } from './language.ts';

const NONE: Solved = { kind: 'none' };
const LOST: Solved = { kind: 'lost' };

/** Questions kept for one fact. Matches recur all over a table, and with them what is asked of their conditions. */
const MOST = 20_000;
const known = new WeakMap<Fact, RecentMap<string, Solved>>();

/** All conditions are on `fact`. */
export function solve(fact: Fact, holding: readonly Condition[], failing: readonly Condition[]): Solved {
  let solutions = known.get(fact);
  if (solutions === undefined) known.set(fact, (solutions = new RecentMap(MOST)));
  // Their order has a say in which of several solutions is found.
  const key = `${idsOf(holding)}|${idsOf(failing)}`;
  let solved = solutions.get(key);
  if (solved === undefined) solutions.set(key, (solved = find(fact, holding, failing)));
  return solved;
}

function idsOf(conditions: readonly Condition[]): string {
  let ids = '';
  for (const { id } of conditions) ids += `${String(id)},`;
  return ids;
}

function find(fact: Fact, holding: readonly Condition[], failing: readonly Condition[]): Solved {
  if (holding.some((condition) => failing.includes(condition))) return NONE;
  switch (fact.shape) {
    case 'one':
    case 'optional':
    case 'many':
      return solveTexts(fact, holding.filter(isText), failing.filter(isText));
    case 'random':
      return solveRandom(holding.filter(isFraction), failing.filter(isFraction));
    case 'certificate':
      return solveCertificate(fact, holding, failing);
    case 'open':
      return { kind: 'value', value: { kind: 'open' } };
  }
}

function isText(condition: Condition): condition is TextCondition {
  return condition.kind === 'text';
}

function isFraction(condition: Condition): condition is FractionCondition {
  return condition.kind === 'fraction';
}

function texts(...found: readonly ByteString[]): Solved {
  return { kind: 'value', value: { kind: 'texts', texts: found } };
}

function solveTexts(fact: Fact, holding: readonly TextCondition[], failing: readonly TextCondition[]): Solved {
  const mayBeAbsent = holding.every(({ onAbsent }) => onAbsent) && failing.every(({ onAbsent }) => !onAbsent);
  if (fact.shape !== 'one' && mayBeAbsent) return texts();
  // "Some text is in it" is asked by plain conditions that hold and by inverted ones that fail.
  const some = [...languagesOf(holding, false), ...languagesOf(failing, true)];
  const no = [...languagesOf(holding, true), ...languagesOf(failing, false)];
  if (fact.elsewhere !== undefined && no.length > 0) {
    const away = word(fact, [...some, fact.elsewhere], no);
    if (away.kind === 'value') return away;
  }
  const together = word(fact, some, no);
  if (together.kind !== 'none' || fact.shape !== 'many' || some.length < 2) return together;
  // Repeated headers: each may be met by a value of its own (reference/envoy-semantics.md 4.2).
  const values: ByteString[] = [];
  for (const language of some) {
    const found = word(fact, [language], no);
    if (found.kind !== 'value' || found.value.kind !== 'texts') return found;
    values.push(...found.value.texts);
  }
  return texts(...values);
}

function languagesOf(conditions: readonly TextCondition[], inverted: boolean): readonly Language[] {
  return conditions.filter(({ invert }) => invert === inverted).map(({ language }) => language);
}

function word(fact: Fact, some: readonly Language[], no: readonly Language[]): Solved {
  const found = findWord([...some, ...fact.inside], [...no, ...fact.outside], fact.order, fact.guesses);
  return found.kind === 'word' ? texts(found.word) : found.kind === 'none' ? NONE : LOST;
}

const HUNDRED = 100;
const TEN_THOUSAND = 10_000;
const MILLION = 1_000_000;

/** Every denominator divides a million: one number below that stands for all that agree with it. High ones first. */
function solveRandom(holding: readonly FractionCondition[], failing: readonly FractionCondition[]): Solved {
  const all = [...holding.map((c) => [c, true] as const), ...failing.map((c) => [c, false] as const)];
  const fits = (random: number, least: number, most: number): boolean =>
    all.every(
      ([{ numerator, denominator }, wanted]) =>
        denominator < least || denominator > most || random % denominator < numerator === wanted,
    );
  const fine = all.some(([{ denominator }]) => denominator > TEN_THOUSAND);
  for (let low = TEN_THOUSAND - 1; low >= 0; low--) {
    if (!fits(low, HUNDRED, TEN_THOUSAND)) continue;
    for (let random = MILLION - TEN_THOUSAND + low; random >= 0; random -= TEN_THOUSAND) {
      if (fits(random, MILLION, MILLION)) return { kind: 'value', value: { kind: 'random', random } };
      if (!fine) break;
    }
  }
  return NONE;
}

const CERTIFICATES = [
  { presented: false, validated: false },
  { presented: true, validated: true },
  { presented: true, validated: false },
] as const;

/** A fact with guesses is one of plain-text connections only: there is never a certificate. */
function solveCertificate(fact: Fact, holding: readonly Condition[], failing: readonly Condition[]): Solved {
  const possible = fact.guesses.length > 0 ? CERTIFICATES.slice(0, 1) : CERTIFICATES;
  const found = possible.find(
    (certificate) =>
      holding.every((c) => c.kind === 'certificate' && certificateHolds(c, certificate)) &&
      failing.every((c) => c.kind === 'certificate' && !certificateHolds(c, certificate)),
  );
  return found === undefined ? NONE : { kind: 'value', value: { kind: 'certificate', ...found } };
}

function certificateHolds(
  condition: CertificateCondition,
  { presented, validated }: { readonly presented: boolean; readonly validated: boolean },
): boolean {
  if (condition.presented !== null && condition.presented !== presented) return false;
  return condition.validated === null || condition.validated === validated;
}

/** Does a condition hold of a value? Null: cannot be told. */
export function holds(condition: Condition, value: FactValue): boolean | null {
  switch (condition.kind) {
    case 'text': {
      if (value.kind !== 'texts') return null;
      if (value.texts.length === 0) return condition.onAbsent;
      const found = value.texts.map((text) => contains(condition.language, text));
      if (found.includes(true)) return !condition.invert;
      return found.includes(null) ? null : condition.invert;
    }
    case 'fraction':
      return value.kind === 'random' ? value.random % condition.denominator < condition.numerator : null;
    case 'certificate':
      return value.kind === 'certificate' ? certificateHolds(condition, value) : null;
    case 'open':
      return null;
  }
}
