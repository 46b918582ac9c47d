import type { Diagnostic } from '../model/index.ts';

/** One line instead of many for what repeats itself: the files of a directory that hold nothing of a proxy. */
export function grouped(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = diagnostic.severity === 'note' ? `${diagnostic.code} ${diagnostic.message}` : String(groups.size);
    groups.set(key, [...(groups.get(key) ?? []), diagnostic]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...rest] = group;
    if (first === undefined || rest.length === 0) return group;
    const names = group.map(({ document }) => document ?? '').join(', ');
    return [{ code: first.code, severity: first.severity, message: `${first.message}: ${names}` }];
  });
}
