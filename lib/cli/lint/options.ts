/** What the command line of `lint` asks for, checked before anything is read. */
import { nearest } from '../../base/nearest.ts';
import type { Ignore, LintOptions } from '../../analyze/lint/index.ts';
import { RULES, readBaseline, readIgnoreFile } from '../../analyze/lint/index.ts';
import { EXIT, KnownError } from '../../model/index.ts';
import { numberArgument, textArgument, textsArgument } from '../arguments.ts';
import type { Arguments } from '../commands/index.ts';
import type { Io } from '../io.ts';
import { readText } from './read-text.ts';

const CODES: ReadonlySet<string> = new Set(RULES.map(({ code }) => code));

function usage(code: string, message: string, hint: string): KnownError {
  return new KnownError(EXIT.usage, { code, severity: 'error', message, hint });
}

/** @throws KnownError (usage) */
function knownCode(option: string, code: string): string {
  if (CODES.has(code)) return code;
  const [meant] = nearest(code, [...CODES]);
  throw usage(
    'US010',
    `--${option}: there is no rule ${JSON.stringify(code)}`,
    meant === undefined ? 'whyroute rules lists them' : `did you mean ${meant}?`,
  );
}

/** @throws KnownError (usage) */
function ignoresOf(args: Arguments): readonly Ignore[] {
  return textsArgument(args, 'ignore').map((text) => {
    const at = text.indexOf('=');
    const code = knownCode('ignore', at === -1 ? text : text.slice(0, at));
    return { code, subject: at === -1 ? null : text.slice(at + 1), reason: null, from: '--ignore' };
  });
}

/** @throws KnownError (usage) for entries without a reason, unknown codes and lines of another form. */
async function ignoreFileOf(args: Arguments, maxBytes: number, io: Io): Promise<readonly Ignore[]> {
  const path = textArgument(args, 'ignore-file');
  if (path === undefined) return [];
  const { ignores, problems } = readIgnoreFile(path, await readText(path, maxBytes, io), CODES);
  const [first] = problems;
  if (first === undefined) return ignores;
  throw usage(
    'US011',
    `${path}:${String(first.line)}: ${first.why}`,
    'an entry is CODE[=SUBJECT]  # why it is no mistake here',
  );
}

/** @throws KnownError */
export async function lintOptions(args: Arguments, io: Io): Promise<LintOptions> {
  const only = textsArgument(args, 'only').flatMap((text) => text.split(','));
  const codes = only.filter((code) => code !== '').map((code) => knownCode('only', code));
  const maxBytes = numberArgument(args, 'max-bytes') ?? Infinity;
  const ignores = [...ignoresOf(args), ...(await ignoreFileOf(args, maxBytes, io))];
  const path = textArgument(args, 'baseline');
  const baseline = path === undefined ? null : readBaseline(await readText(path, maxBytes, io));
  if (path !== undefined && baseline === null) {
    throw usage('US012', `${path} is no baseline`, 'whyroute lint dump.json -o baseline > baseline.json');
  }
  const failOn = (textArgument(args, 'fail-on') ?? 'error') as LintOptions['failOn'];
  return { only: codes, ignores, baseline, failOn };
}
