import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';

export const rdsOrphan: Rule = defineRule<Record<string, never>>({
  code: 'rds-orphan',
  severity: 'info',
  needs: ['listeners', 'routes', 'gateway'],
  absence: ['listeners'],
  summary: 'A route configuration that no listener uses',
  *check({ snapshot, view }) {
    for (const config of snapshot.routeConfigs) {
      if (config.via !== 'dynamic' || view.useOf(config.id).listeners.length > 0) continue;
      yield {
        subject: config.label,
        args: {},
        confidence: 'certain',
        of: [config.id],
        proof: facts(`${config.label} is there`, 'no filter chain asks for it'),
      };
    }
  },
  message: () => 'no listener uses this route configuration: left over, or its listener is missing',
  fix: () => 'take another dump; if it stays, see whether the listener of its port was refused',
});
