/** What the README shows of live runs and bundles is real. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { clusterOf, PODS, resourceListsOf } from '../support/cluster.ts';
import { runCli } from '../support/run-cli.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const SECTION = README.slice(README.indexOf('## Live cluster and bundles'), README.indexOf('## Input'));
const PIECE = '"prefix": "/static"';

describe('README, live', function () {
  this.timeout(60_000);

  it('its commands run, in their order, and capture prints what is shown', async () => {
    const [, second] = PODS;
    const cluster = clusterOf({
      resources: resourceListsOf('seed'),
      edit: (pod, text) => (pod === second ? text.replaceAll(PIECE, '"prefix": "/old"') : text),
    });
    const blocks = [...SECTION.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block = '']) => block);
    const [commands = '', shown = ''] = blocks;
    const lines = commands.trimEnd().split('\n');
    expect(lines.length).to.be.greaterThan(4);
    for (const line of lines) {
      const words = line.replace(/ +#.*/, '').split(' ').slice(1);
      const argv = words.map((word) => (word === 'bundle.tgz' ? cluster.path(word) : word));
      const { exitCode, stdout, stderr } = await runCli([...argv, '-q'], { env: { PATH: cluster.bin } });
      expect([exitCode, stderr], line).to.deep.equal([0, '']);
      if (!line.includes('-O bundle.tgz')) continue;
      const printed = stdout.replaceAll(cluster.path('bundle.tgz'), 'bundle.tgz').split('\n');
      for (const one of shown.trimEnd().split('\n')) expect(printed).to.include(one);
    }
    cluster.remove();
  });
});
