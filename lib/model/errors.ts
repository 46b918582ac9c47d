/** Exceptions that are meant for people: usage, unusable input, the environment. Everything else thrown is our bug. */
import type { Diagnostic } from './diagnostic.ts';

/** Exit codes of the contract. */
export const EXIT = {
  done: 0,
  findings: 1,
  usage: 2,
  noInput: 3,
  partial: 4,
  environment: 5,
  redaction: 6,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Carries everything the printed message needs; `diagnostics` are what was found on the way there. */
export class KnownError extends Error {
  readonly exitCode: ExitCode;
  readonly diagnostic: Diagnostic;
  readonly others: readonly Diagnostic[];

  constructor(exitCode: ExitCode, diagnostic: Diagnostic, others: readonly Diagnostic[] = []) {
    super(diagnostic.message);
    this.name = 'KnownError';
    this.exitCode = exitCode;
    this.diagnostic = diagnostic;
    this.others = others;
  }
}
