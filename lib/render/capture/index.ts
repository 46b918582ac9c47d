/** What a bundle holds: its pods, its resources, what is missing, and which pod differs. */
import type { CaptureResult, Envelope, FleetGroup } from '../../model/index.ts';
import { markdownCode, safe } from '../escape/index.ts';
import type { RenderOptions } from '../options.ts';
import { fleetWords, statusWords } from '../phrase/index.ts';
import { counted } from '../sheet/index.ts';
import { chunksOf, wrap } from '../table/index.ts';

function podLine({ pod, istioVersion, routes, clusters, listeners }: CaptureResult['pods'][number]): string {
  const version = istioVersion === null ? '' : `, Istio ${istioVersion}`;
  return `${pod}: ${counted(routes, 'route')}, ${counted(clusters, 'cluster')}, ${counted(listeners, 'listener')}${version}`;
}

function fleetLines(group: FleetGroup): readonly string[] {
  const { same, odd, tie } = fleetWords(group);
  const lines = odd.flatMap(({ title, differences }) => [`${title}:`, ...differences.map((one) => `  ${one}`)]);
  return [...(same === null ? [] : [same]), ...lines, ...(tie === null ? [] : [tie])];
}

function* linesOf(envelope: Envelope<CaptureResult>, result: CaptureResult): Iterable<string> {
  for (const pod of result.pods) yield podLine(pod);
  const kinds = result.resources.filter(({ objects }) => objects > 0);
  if (kinds.length > 0)
    yield `Resources: ${kinds.map(({ resource, objects }) => `${String(objects)} ${resource}`).join(', ')}`;
  const absent = result.missing.filter(({ why }) => why === 'absent');
  if (absent.length > 0) yield `The cluster has no ${absent.map(({ what }) => what).join(', ')}`;
  for (const group of result.fleet) yield* fleetLines(group);
  const status = statusWords(envelope);
  if (status !== null) yield status;
  const objects = result.resources.reduce((sum, one) => sum + one.objects, 0);
  const where = result.context === null ? '' : ` of ${result.context}`;
  yield `${result.file}: ${counted(result.pods.length, 'pod')} and ${counted(objects, 'object')}${where}`;
}

function* textLines(envelope: Envelope<CaptureResult>, result: CaptureResult, width: number | null): Iterable<string> {
  for (const line of linesOf(envelope, result)) {
    if (width === null) yield safe(line);
    else yield* wrap(safe(line), width);
  }
}

/** Lines of text, in chunks; none when the envelope holds no result. */
export function renderCaptureText(envelope: Envelope<CaptureResult>, { width }: RenderOptions): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(textLines(envelope, envelope.result, width));
}

function* markdownLines(envelope: Envelope<CaptureResult>, result: CaptureResult): Iterable<string> {
  for (const line of linesOf(envelope, result)) yield `- ${markdownCode(line.trim())}`;
}

/** The same as a list for a ticket. */
export function renderCaptureMarkdown(envelope: Envelope<CaptureResult>): Iterable<string> {
  return envelope.result === null ? [] : chunksOf(markdownLines(envelope, envelope.result));
}
