import { expect } from 'chai';
import yaml from 'js-yaml';
import { Redactor } from '../../../../lib/analyze/redact/index.ts';

const SECRET = 'Bearer x7PlantedSecretValue42abcDEF';

function virtualService(name: string): string {
  return [
    'apiVersion: networking.istio.io/v1',
    'kind: VirtualService',
    'metadata:',
    `  name: ${name}`,
    '  annotations:',
    '    kubectl.kubernetes.io/last-applied-configuration: |',
    `      {"apiVersion": "networking.istio.io/v1", "spec": {"http": [{"headers": {"request": {"set": {"x-own": "${SECRET}"}}}}]}}`,
    'spec:',
    '  http:',
    '  - match: [{headers: {cookie: {regex: ".*canary=1.*"}}}]',
    `    headers: {request: {set: {x-own: ${SECRET}}}}`,
    '',
  ].join('\n');
}

const TEXTS: readonly (readonly [about: string, text: string])[] = [
  ['a block of JSON in YAML', virtualService('a')],
  ['after a comment and a separator', `# kubectl get vs\n---\n${virtualService('a')}`],
  [
    'JSON documents in the stream',
    `${virtualService('a')}---\n{"kind": "Service", "spec": {}}\n---\n${virtualService('b')}`,
  ],
];

describe('redaction of YAML that holds JSON', () => {
  for (const [about, text] of TEXTS) {
    it(`${about}: no secret is left, all documents are as readable as before`, () => {
      const redacted = new Redactor().redact(text) as string;
      expect(redacted).to.not.include('x7Planted');
      expect(redacted).to.include('cookie: {regex: ');
      const names = (from: string): unknown[] => yaml.loadAll(from).map((one) => (one as { kind: string }).kind);
      expect(names(redacted)).to.deep.equal(names(text));
    });
  }

  it('a log line with a colon before JSON is no YAML: the dump is read as JSON', () => {
    const text = `warning: something\n{"configs": [{"a": 1}]}\n`;
    expect(new Redactor().redact(text)).to.equal(text);
  });
});
