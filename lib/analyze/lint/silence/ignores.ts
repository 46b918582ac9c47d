/** Findings that somebody has looked at and wants to be silent about. */
import type { Finding, IgnoreUse } from '../../../model/index.ts';
import { refWords } from '../words/source-words.ts';

/** `subject` null: all findings of the code. It may hold `*`, and is compared with the subject and with resources. */
export interface Ignore {
  readonly code: string;
  readonly subject: string | null;
  readonly reason: string | null;
  /** Where it was asked for: `--ignore`, `FILE:LINE`. */
  readonly from: string;
}

export interface Ignored {
  readonly kept: readonly Finding[];
  readonly uses: readonly IgnoreUse[];
}

/** A finding is counted for the first entry that fits it. */
export function applyIgnores(findings: readonly Finding[], ignores: readonly Ignore[]): Ignored {
  const tests = ignores.map((ignore) => ({ ignore, test: testOf(ignore), used: 0 }));
  const kept = findings.filter((finding) => {
    const hit = tests.find(({ test }) => test(finding));
    if (hit === undefined) return true;
    hit.used++;
    return false;
  });
  return { kept, uses: tests.map(({ ignore, used }) => ({ ...ignore, used })) };
}

function testOf({ code, subject }: Ignore): (finding: Finding) => boolean {
  if (subject === null) return (finding) => finding.code === code;
  const fits = globTest(subject);
  return (finding) => finding.code === code && namesOf(finding).every((group) => group.some(fits));
}

/** Every place of a merged finding has to be meant, or one of its resources, each in several spellings. */
function namesOf({ subject, also, resources }: Finding): readonly (readonly string[])[] {
  const makers = resources.flatMap((resource) => {
    const short = `${resource.namespace}/${resource.name ?? '?'}`;
    return [short, `${resource.kind}/${short}`, refWords(resource)];
  });
  return [subject, ...also].map((place) => [place, ...makers]);
}

/** `*` stands for anything. Linear: no backtracking over hostile names. */
export function globTest(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*');
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined) return (text) => text === pattern;
  return (text) => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
    let at = head.length;
    const end = text.length - tail.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found === -1 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
