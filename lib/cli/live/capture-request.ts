/** What `capture` is asked for, checked before anything is run. */
import { isNamespace, isSelector, parsePodName } from '../../ingest/index.ts';
import type { CaptureRequest } from '../../ingest/index.ts';
import { flagArgument, listArgument, textArgument } from '../arguments.ts';
import type { Arguments } from '../commands/index.ts';
import { VERSION } from '../version.ts';
import { liveUsage } from './live-arguments.ts';

/** @throws KnownError (usage) for names that Kubernetes would not take. */
export function captureRequestOf(args: Arguments): CaptureRequest {
  const namespace = textArgument(args, 'namespace') ?? null;
  if (namespace !== null && !isNamespace(namespace)) {
    throw liveUsage(`${JSON.stringify(namespace)} is no name of a namespace`, 'kubectl get namespaces');
  }
  const selector = textArgument(args, 'selector') ?? null;
  if (selector !== null && !isSelector(selector)) {
    throw liveUsage(`${JSON.stringify(selector)} is no label selector`, '-l app=web, or -l "app in (a,b)"');
  }
  const asked = listArgument(args, 'pods');
  return {
    targets: asked.map((text) => parsePodName(text, namespace ?? undefined)),
    selector,
    namespace,
    asked: selector === null ? asked : [...asked, `-l ${selector}`],
    withResources: !flagArgument(args, 'without-resources'),
    whyrouteVersion: VERSION,
    pick: (pods) => Promise.resolve(pods),
  };
}
