/** Names inside an archive are somebody else's text: shown and compared, never used as a path on this machine. */

const MAX_NAME = 1024;

/** Without leading `./` and doubled slashes. */
export function tidyName(name: string): string {
  return name
    .split('/')
    .filter((part, at) => part !== '.' && (part !== '' || at === 0))
    .join('/');
}

/** Why an entry of this name is refused, in words; null when it is an ordinary relative name. */
export function nameRefusal(name: string): string | null {
  if (name === '') return 'its name is empty';
  if (name.length > MAX_NAME) return `its name is longer than ${String(MAX_NAME)} characters`;
  if (name.includes('\0')) return 'its name holds a NUL character';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'its name is an absolute path';
  if (name.split(/[/\\]/).includes('..')) return 'its name leads out of the archive';
  return null;
}
