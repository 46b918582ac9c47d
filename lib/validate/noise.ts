/**
 * Lines that are not part of a document although they share its stream. istioctl logs to stdout, kubectl exec and
 * PowerShell add lines of their own, chats add fences (reference/reliability-security.md 4.1).
 */

/** Each known kind of noise, the most common first. */
const KNOWN_NOISE: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'istioctl log line', pattern: /^\d{4}-\d\d-\d\dT[\d:.]+Z?\s+(?:debug|info|warn|error|fatal)\b/ },
  { what: 'klog line', pattern: /^[IWEF]\d{4} \d\d:\d\d:\d\d/ },
  { what: 'log line', pattern: /^\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d/ },
  { what: 'log line', pattern: /^(?:time=|level=|\[?(?:info|warn(?:ing)?|error|debug|trace)\]?[: ])/i },
  {
    what: 'kubectl message',
    pattern: /^(?:Defaulted container|Unable to use a TTY|command terminated|Use "kubectl|If you don't see)/,
  },
  { what: 'message', pattern: /^(?:warning|error|note|info)[:[]/i },
  { what: 'status line', pattern: /^(?:HTTP\/[\d.]+ )?[1-5]\d\d(?: [A-Z][\w ]*)?$/ },
  { what: 'Markdown fence', pattern: /^(?:```|~~~)\s*\w*$/ },
  { what: 'document separator', pattern: /^(?:---|\.\.\.)(?: .*)?$/ },
  { what: 'shell prompt', pattern: /^(?:\$|PS [^>]*>|[\w.-]+@[\w.-]+[:\s][^$#]*[$#]) ?\S/ },
  {
    what: 'PowerShell error record',
    pattern: /^(?:\S+\.exe : |\S+ : |At line:\d+|\s*\+ (?:CategoryInfo|FullyQualifiedErrorId|~+|\S))/,
  },
  { what: 'bug-report line', pattern: /^The result of pod\b/ },
];

/** What a noise line is, in words; null when it looks like nothing we know. */
export function knownNoise(line: string): string | null {
  const trimmed = line.trim();
  return KNOWN_NOISE.find(({ pattern }) => pattern.test(trimmed))?.what ?? null;
}
