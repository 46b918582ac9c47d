/** Every sample through lint: what a person sees, kept as text. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Goldens } from '../support/golden.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLES, SAMPLE_NAMES, samplePath } from '../support/samples.ts';

const goldens = new Goldens(fileURLToPath(new URL('./lint', import.meta.url)));

describe('lint of every sample', () => {
  for (const name of SAMPLE_NAMES) {
    it(`lint ${name}`, async () => {
      const resources = samplePath(name, 'resources');
      const given = existsSync(resources) ? ['-r', resources] : [];
      const { stdout, exitCode } = await runCli(['lint', samplePath(name), ...given, '-q', '--all']);
      expect(exitCode).to.be.oneOf([0, 1]);
      goldens.check(`${name}.txt`, stdout.replaceAll(`${SAMPLES}/`, ''));
    });
  }

  after(() => {
    goldens.expectNoOrphans();
  });
});
