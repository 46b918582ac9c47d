/** `-r`, `--labels`, `-n` and `--istio-version` as the other rooms take them. */
import { EXIT, KnownError } from '../model/index.ts';
import { parseRelease } from '../provenance/index.ts';
import type { ReplayOptions } from '../provenance/index.ts';
import { optional, textArgument, textsArgument } from './arguments.ts';
import type { Arguments } from './commands/index.ts';

/** `paths` is empty without `-r`. */
export interface GivenArguments {
  readonly paths: readonly string[];
  readonly options: ReplayOptions;
}

function usage(code: string, message: string, hint: string): KnownError {
  return new KnownError(EXIT.usage, { code, severity: 'error', message, hint });
}

/** @throws KnownError (usage) */
function labelsOf(args: Arguments): ReadonlyMap<string, string> | undefined {
  const texts = textsArgument(args, 'labels');
  if (texts.length === 0) return undefined;
  const labels = new Map<string, string>();
  for (const part of texts.flatMap((text) => text.split(','))) {
    const at = part.indexOf('=');
    if (at <= 0)
      throw usage('US006', `--labels wants k=v,…, not ${JSON.stringify(part)}`, '--labels istio=ingressgateway');
    labels.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return labels;
}

/** @throws KnownError (usage) */
function versionOf(args: Arguments): string | undefined {
  const text = textArgument(args, 'istio-version');
  if (text === undefined || parseRelease(text) !== undefined) return text;
  throw usage('US007', `--istio-version cannot be ${JSON.stringify(text)}`, 'a release such as 1.24 or 1.24.3');
}

/** @throws KnownError (usage) where an option has another form, or standard input would be read twice. */
export function givenOf(args: Arguments, inputs: readonly string[]): GivenArguments {
  const paths = textsArgument(args, 'resources');
  // With --pod and no INPUT it is the cluster that is read.
  const readsStdin = (inputs.length === 0 && textArgument(args, 'pod') === undefined) || inputs.includes('-');
  if (paths.includes('-') && readsStdin) {
    throw usage('US008', '-r - reads the resources from standard input, so INPUT has to be a file', 'name the dump');
  }
  return {
    paths,
    options: {
      ...optional('labels', labelsOf(args)),
      ...optional('namespace', textArgument(args, 'namespace')),
      ...optional('istioVersion', versionOf(args)),
    },
  };
}
