/** Every rule: where it fires, where it is silent, where it says that it cannot tell. */
import { expect } from 'chai';
import { RULES } from '../../../../lib/analyze/lint/index.ts';
import type { LintInput, Section, Snapshot } from '../../../../lib/model/index.ts';
import { SECTIONS } from '../../../../lib/model/index.ts';
import { CASES } from './cases/index.ts';
import type { Given } from './given.ts';
import { findingsOf, lintOf } from './given.ts';

function snapshotOf(given: Snapshot | Given): Snapshot {
  return 'snapshot' in given ? given.snapshot : given;
}

const isSection = (input: LintInput): input is Section => SECTIONS.some((section) => section === input);

/** What is left when an input is taken away. */
function without(given: Snapshot | Given, input: LintInput): Snapshot | Given {
  const snapshot = snapshotOf(given);
  if (input === 'resources') return snapshot;
  if (!isSection(input)) return given;
  const less = { ...snapshot, sections: new Set([...snapshot.sections].filter((section) => section !== input)) };
  return 'snapshot' in given ? { ...given, snapshot: less } : less;
}

/** Only the sections that a rule says it needs; resources keep those that a replay reads. */
function onlyNeeded(given: Snapshot | Given, needs: readonly LintInput[]): Snapshot | Given {
  const snapshot = snapshotOf(given);
  const has = (section: Section): boolean => needs.includes(section);
  const gateway = needs.includes('gateway') || needs.includes('resources') || has('bootstrap');
  const less: Snapshot = {
    ...snapshot,
    proxy: gateway ? snapshot.proxy : null,
    listeners: has('listeners') || needs.includes('states') ? snapshot.listeners : [],
    routeConfigs: has('routes') ? snapshot.routeConfigs : [],
    clusters: has('clusters') || needs.includes('states') ? snapshot.clusters : [],
    endpoints: has('endpoints') ? snapshot.endpoints : [],
    secrets: has('secrets') ? snapshot.secrets : [],
    sections: new Set(needs.filter(isSection)),
  };
  return 'snapshot' in given ? { ...given, snapshot: less } : less;
}

describe('lint rules', () => {
  it('every rule has its cases, in the order of the catalogue', () => {
    expect([...CASES.keys()].sort()).to.deep.equal(RULES.map(({ code }) => code).sort());
  });

  it('codes are unique and spelled as the catalogue spells them', () => {
    const codes = RULES.map(({ code }) => code);
    expect(new Set(codes).size).to.equal(codes.length);
    for (const code of codes) expect(code).to.match(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  for (const { code, needs, severity, absence } of RULES) {
    const found = CASES.get(code);
    if (found === undefined) continue;
    const { fires, silent, unclear } = found;

    it(`${code} fires`, () => {
      const findings = findingsOf(fires, code);
      expect(findings.length).to.be.greaterThan(0);
      for (const finding of findings) {
        expect(finding.code).to.equal(code);
        expect(finding.message).to.not.match(/undefined|null|\[object/);
        expect(finding.fix).to.not.match(/undefined|null|\[object/);
        expect(finding.fix.endsWith('.') || finding.message.endsWith('.')).to.equal(false);
        if (finding.witness.kind === 'facts') expect(finding.witness.facts.length).to.be.greaterThan(0);
        else expect(finding.witness.curl).to.match(/^curl -i /);
      }
      if (code !== 'cert-mismatch-or-expired') expect(findings.map((one) => one.severity)).to.include(severity);
    });

    it(`${code} is silent`, () => {
      const { findings, undecided } = lintOf(silent, [code]);
      expect(findings.map(({ subject, message }) => `${subject}: ${message}`)).to.deep.equal([]);
      expect(undecided).to.deep.equal([]);
    });

    it(`${code} reads no more than it declares`, () => {
      expect(findingsOf(onlyNeeded(fires, needs), code).length).to.be.greaterThan(0);
    });

    for (const input of needs) {
      if (!isSection(input) && input !== 'resources') continue;
      it(`${code} is not checked without ${input}`, () => {
        const { notChecked, findings, checked } = lintOf(without(fires, input), [code]);
        expect([findings, checked]).to.deep.equal([[], []]);
        expect(notChecked.map((one) => one.code)).to.deep.equal([code]);
        expect(notChecked[0]?.needs).to.include(input);
        expect(notChecked[0]?.why).to.match(/^needs /);
      });
    }

    if (absence !== undefined) {
      it(`${code} concludes nothing from cut input`, () => {
        const snapshot = { ...snapshotOf(fires), partial: true, damaged: new Set(absence) };
        const { notChecked, findings } = lintOf('snapshot' in fires ? { ...fires, snapshot } : snapshot, [code]);
        expect(findings).to.deep.equal([]);
        expect(notChecked.map((one) => one.code)).to.deep.equal([code]);
      });
    }

    if (unclear !== undefined) {
      it(`${code} says where it cannot tell`, () => {
        const { findings, undecided, notChecked } = lintOf(unclear, [code]);
        expect(findings).to.deep.equal([]);
        expect(undecided.length + notChecked.length).to.be.greaterThan(0);
      });
    }
  }
});
