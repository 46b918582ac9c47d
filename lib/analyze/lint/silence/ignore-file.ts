/** The ignore file: one entry a line, each with its reason. */
import type { Ignore } from './ignores.ts';

export interface IgnoreFile {
  readonly ignores: readonly Ignore[];
  /** Lines that are no entries, with what is wrong. */
  readonly problems: readonly { readonly line: number; readonly why: string }[];
}

const ENTRY = /^([a-z0-9-]+)(?:=(\S+))?\s*(?:#\s*(.*))?$/;

/** `CODE[=SUBJECT]  # reason`; empty lines and lines that begin with # are comments. A reason is demanded. */
export function readIgnoreFile(name: string, text: string, codes: ReadonlySet<string>): IgnoreFile {
  const ignores: Ignore[] = [];
  const problems: { line: number; why: string }[] = [];
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, code = '', subject, reason = ''] = ENTRY.exec(line) ?? [];
    if (code === '') problems.push({ line: i + 1, why: `no entry: ${line}` });
    else if (!codes.has(code)) problems.push({ line: i + 1, why: `there is no rule ${code}` });
    else if (reason.trim() === '') problems.push({ line: i + 1, why: `${code} is ignored without a reason` });
    else ignores.push({ code, subject: subject ?? null, reason: reason.trim(), from: `${name}:${String(i + 1)}` });
  }
  return { ignores, problems };
}
