/** What reading has to report, gathered: notes take nothing from the answer, failures make it partial. */
import type { Diagnostic } from '../model/index.ts';
import type { Stop } from './gzip-source.ts';

const MIB = 1024 * 1024;

const INFLATE_WORDS = {
  cut: 'the gzip file is cut',
  corrupt: 'the gzip file is damaged',
  bomb: 'the gzip file expands more than 200-fold, which no dump does: unpacking was stopped',
} as const;

export class Problems {
  readonly diagnostics: Diagnostic[] = [];
  /** True when something the user asked for could not be read, or not wholly. */
  lost = false;

  note(document: string, code: string, message: string): void {
    this.diagnostics.push({ code, severity: 'note', message, document });
  }

  warn(document: string, code: string, message: string): void {
    this.diagnostics.push({ code, severity: 'warning', message, document });
  }

  fail(document: string, code: string, message: string, hint?: string): void {
    this.lost = true;
    this.diagnostics.push({ code, severity: 'error', message, document, ...(hint === undefined ? {} : { hint }) });
  }

  inflateStopped(document: string, why: Stop, maxBytes: number): void {
    if (why === 'tooLarge') this.tooLarge(document, maxBytes);
    else this.fail(document, 'IN004', INFLATE_WORDS[why], 'what could be unpacked is used; take the file again');
  }

  tooLarge(document: string, maxBytes: number): void {
    const limit = maxBytes < MIB ? `${String(maxBytes)} bytes` : `${String(Math.round(maxBytes / MIB))} MiB`;
    this.fail(
      document,
      'IN003',
      `this is larger than ${limit}`,
      'raise the limit with --max-bytes, or give single sections',
    );
  }
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'this is a directory',
  EMFILE: 'too many files are open',
  ENOTDIR: 'a part of its path is no directory',
};

/** Why the system refused to read a file, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return REASONS[code] ?? `it cannot be read (${code})`;
}
