/** The filters and inputs that a command line names, as the analyses take them. */
import type { Filters } from '../analyze/inventory/index.ts';
import { flagArgument, listArgument, numberArgument, optional, textArgument } from './arguments.ts';
import type { Arguments } from './commands/index.ts';
import { parsePodName } from '../ingest/index.ts';
import { givenOf } from './given-arguments.ts';
import { liveArgumentsOf } from './live/live-arguments.ts';
import type { InputArguments } from './pipeline.ts';

/** @throws KnownError (usage) */
export function inputsOf(args: Arguments, inputs: readonly string[] = listArgument(args, 'inputs')): InputArguments {
  const pod = textArgument(args, 'pod');
  return {
    inputs,
    maxBytes: numberArgument(args, 'max-bytes') ?? Infinity,
    given: givenOf(args, inputs),
    live: liveArgumentsOf(args),
    pod: pod === undefined ? null : parsePodName(pod, textArgument(args, 'namespace')),
  };
}

export function filtersOf(args: Arguments): Filters {
  return {
    ...optional('host', textArgument(args, 'host')),
    ...optional('path', textArgument(args, 'path')),
    ...optional('source', textArgument(args, 'source')),
    ...optional('cluster', textArgument(args, 'cluster')),
    ...optional('port', numberArgument(args, 'port')),
    ...optional('routeConfig', textArgument(args, 'route-config')),
    ...(flagArgument(args, 'unattributed') ? { unattributed: true } : {}),
  };
}
