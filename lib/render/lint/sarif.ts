/** SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), as code scanning services read it. */
import type { Envelope, Finding, LintResult, Severity } from '../../model/index.ts';
import { jsonText } from '../escape/index.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** A URI reference: what is not allowed in one is percent-encoded, so that any file name is a valid location. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/');
  return encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F');
}

function locationsOf({ subject, resources }: Finding): readonly object[] {
  const places = resources.flatMap(({ location }) => location ?? []);
  const logicalLocations = [{ fullyQualifiedName: subject, kind: 'object' }];
  if (places.length === 0) return [{ logicalLocations }];
  return places.map(({ file, line }) => ({
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
    logicalLocations,
  }));
}

function resultOf(finding: Finding, index: ReadonlyMap<string, number>): object {
  const { code, severity, confidence, message, fix, witness, also, fingerprint } = finding;
  const shown = witness.kind === 'request' ? `${witness.curl}: ${witness.outcome}` : witness.facts.join('; ');
  return {
    ruleId: code,
    ruleIndex: index.get(code) ?? -1,
    level: LEVELS[severity],
    message: { text: `${message}. Shown by: ${shown} Fix: ${fix}.` },
    locations: locationsOf(finding),
    partialFingerprints: { 'whyroute/v1': fingerprint },
    properties: { confidence, witness, also },
  };
}

/** One run; rules that could not be applied are notifications of it. */
export function renderLintSarif({ result, exitCode, status }: Envelope<LintResult>): Iterable<string> {
  if (result === null) return [];
  const index = new Map(result.rules.map(({ code }, at) => [code, at]));
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'whyroute',
            rules: result.rules.map(({ code, severity, summary }) => ({
              id: code,
              shortDescription: { text: summary },
              defaultConfiguration: { level: LEVELS[severity] },
              help: { text: `whyroute rules ${code}` },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: status !== 'failed',
            exitCode,
            toolExecutionNotifications: result.notChecked.map(({ code, why }) => ({
              level: 'note',
              message: { text: `${code} was not checked: ${why}` },
            })),
          },
        ],
        results: result.findings.map((finding) => resultOf(finding, index)),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
  return [jsonText(`${JSON.stringify(document, null, 2)}\n`)];
}
