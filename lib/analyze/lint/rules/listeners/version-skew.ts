import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

interface Args {
  readonly proxy: string;
  readonly output: string;
}

/** The control plane may be one minor ahead of its proxies, as istioctl's precheck has it. */
const ALLOWED = 1;

export const versionSkew: Rule = defineRule<Args>({
  code: 'version-skew',
  severity: 'info',
  needs: ['bootstrap', 'listeners', 'routes', 'clusters'],
  summary: 'The configuration comes from another release than the proxy',
  *check({ snapshot, view }) {
    const own = snapshot.proxy?.istioVersion ?? null;
    const output = /its output is that of (1\.(\d+)[^ ]*)/.exec(view.provenance.istioVersion.because);
    const minor = /^1\.(\d+)/.exec(own ?? '')?.[1];
    if (own === null || minor === undefined || output === null) return;
    const [, text = '', least = ''] = output;
    // "or earlier" says nothing about the least.
    if (view.provenance.istioVersion.because.includes(`${text} or earlier`)) return;
    if (Number(least) - Number(minor) <= ALLOWED) return;
    yield {
      subject: 'proxy',
      args: { proxy: own, output: text },
      confidence: 'likely',
      proof: facts(`the proxy is Istio ${own}`, `its configuration is that of a control plane ${text} or later`),
    };
  },
  message: ({ proxy, output }) =>
    `the proxy is ${proxy} and its configuration is that of ${output}: it may not understand all of it`,
  fix: () => 'restart the gateway with the new release; two minors apart is the most that Istio supports',
});
