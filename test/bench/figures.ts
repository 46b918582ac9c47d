/** Figures as rows of one table, each with what it is held against and whether that is kept. */
import type { Measured, Outcome } from './measure.ts';

/** A row of the table, one text a column. */
export interface Figure {
  readonly what: string;
  readonly input: string;
  readonly measured: string;
  readonly against: string;
  readonly ratio: string;
  readonly wanted: string;
}

/** Upper bounds. */
export interface Wanted {
  readonly time?: number;
  readonly memory?: number;
  /** Of whyroute itself. */
  readonly megabytes?: number;
}

export function isMeasured(outcome: Outcome): outcome is Measured {
  return !('failed' in outcome);
}

export function told(outcome: Outcome): string {
  if (!isMeasured(outcome)) return outcome.failed;
  const { seconds, least, megabytes } = outcome;
  const digits = seconds < 1 ? 3 : 2;
  const memory = Number.isNaN(megabytes) ? '' : `, ${megabytes.toFixed(0)} MB`;
  return `${seconds.toFixed(digits)} s (${least.toFixed(digits)})${memory}`;
}

export function comparison(
  what: string,
  input: string,
  measured: Outcome,
  against: { readonly title: string; readonly outcome: Outcome },
  wanted: Wanted,
): Figure {
  const both = isMeasured(measured) && isMeasured(against.outcome);
  const time = both ? measured.seconds / against.outcome.seconds : Number.NaN;
  const memory = both ? measured.megabytes / against.outcome.megabytes : Number.NaN;
  const megabytes = isMeasured(measured) ? measured.megabytes : Number.NaN;
  const ratios = [
    ...(Number.isNaN(time) ? [] : [`time ${time.toFixed(2)}`]),
    ...(Number.isNaN(memory) ? [] : [`memory ${memory.toFixed(2)}`]),
  ];
  const held = [
    bound('time', time, wanted.time),
    bound('memory', memory, wanted.memory),
    bound('MB', megabytes, wanted.megabytes),
  ];
  return {
    what,
    input,
    measured: told(measured),
    against: `${against.title}: ${told(against.outcome)}`,
    ratio: ratios.join(', '),
    wanted: held.filter((text) => text !== '').join('; '),
  };
}

/** `time ≤ 0.35: kept`. */
export function bound(what: string, value: number, most: number | undefined): string {
  if (most === undefined) return '';
  return `${what} ≤ ${String(most)}: ${Number.isNaN(value) ? 'not measured' : value <= most ? 'kept' : 'MISSED'}`;
}
