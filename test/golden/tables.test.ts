/** Every sample through every table: what a person sees, kept as text. */
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Goldens } from '../support/golden.ts';
import { runCli } from '../support/run-cli.ts';
import { SAMPLE_NAMES, samplePath } from '../support/samples.ts';

const goldens = new Goldens(fileURLToPath(new URL('./golden', import.meta.url)));

describe('tables of every sample', () => {
  for (const name of SAMPLE_NAMES) {
    for (const command of ['routes', 'clusters', 'listeners']) {
      for (const format of ['table', 'wide']) {
        it(`${command} -o ${format} ${name}`, async () => {
          const ran = await runCli([command, '-o', format, samplePath(name)]);
          expect([ran.exitCode, ran.stderr]).to.deep.equal([0, '']);
          goldens.check(`${name}/${command}.${format}.txt`, ran.stdout);
        });
      }
    }
  }

  after(() => {
    goldens.expectNoOrphans();
  });
});
