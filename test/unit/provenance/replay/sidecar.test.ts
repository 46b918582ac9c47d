/** What limits a sidecar, or is made for one in ways that are not replayed, is never called stale. */
import { expect } from 'chai';

import { attribute, type Provenance } from '../../../../lib/provenance/index.ts';
import { readResources } from '../../../../lib/resources/index.ts';
import { sampleFiles, sampleSnapshot } from '../../../support/sample.ts';

const ADDED = `---
apiVersion: v1
kind: Service
metadata: {name: added, namespace: added}
spec: {ports: [{name: http, port: 80}]}
`;
const SIDECAR = (namespace: string, more = ''): string => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: few, namespace: ${namespace}}
spec: {${more}egress: [{hosts: ["./*"]}]}
`;

function judge(text: string): Provenance {
  const files = [...sampleFiles('sidecar'), { name: 'added.yaml', text }];
  return attribute(sampleSnapshot('sidecar'), readResources(files));
}

const codes = ({ diagnostics }: Provenance): readonly string[] => diagnostics.map(({ code }) => code);

describe('a Sidecar', () => {
  it('of nobody leaves a Service without virtual host stale', () => {
    expect(codes(judge(ADDED))).to.include('RP003');
    expect(codes(judge(ADDED + SIDECAR('other')))).to.include('RP003');
    expect(codes(judge(ADDED + SIDECAR('client', 'workloadSelector: {labels: {app: other}}, ')))).to.include('RP003');
  });

  for (const [label, text] of [
    ['of the namespace', SIDECAR('client')],
    ['of the pod', SIDECAR('client', 'workloadSelector: {labels: {app: sleep}}, ')],
    ['of the mesh', SIDECAR('istio-system')],
  ] as const) {
    it(`${label} is named, and what it keeps away is not called stale`, () => {
      const judged = judge(ADDED + text);
      expect(codes(judged)).to.deep.equal(['RP010']);
      expect(judged.diagnostics[0]?.message).to.match(/^Sidecar \S+\/few limits what this pod gets/);
    });
  }
});
