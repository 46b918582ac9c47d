import type { Comparison } from '../../../../provenance/index.ts';
import { placeOf } from '../../look/given-rules.ts';
import { facts } from '../../probe/proof.ts';
import { defineRule } from '../../rule.ts';
import type { Rule } from '../../rule.ts';
import { refWords } from '../../words/source-words.ts';

interface Args {
  readonly host: string;
  readonly port: number;
  readonly differ: string;
}

type Service = Comparison['replay']['registry']['all'][number];

export const serviceEntryClash: Rule = defineRule<Args>({
  code: 'service-entry-clash',
  severity: 'warning',
  needs: ['resources'],
  summary: 'Two ServiceEntries describe one host and port differently: one wins',
  *check({ comparison }) {
    const first = new Map<string, Service>();
    for (const service of comparison?.replay.registry.all ?? []) {
      if (service.resolution === undefined) continue;
      for (const port of service.ports) {
        const key = `${service.host}\n${String(port.number)}`;
        const other = first.get(key);
        if (other === undefined) {
          first.set(key, service);
          continue;
        }
        const protocol = other.ports.find(({ number }) => number === port.number)?.protocol ?? '';
        const differ = differences(other, service, protocol, port.protocol);
        if (differ === '' || other.resource === service.resource) continue;
        const places = [service, other].map(({ resource }) => placeOf(resource.ref, null, resource.location));
        yield {
          subject: `${service.host}:${String(port.number)}`,
          args: { host: service.host, port: port.number, differ },
          confidence: 'certain',
          resources: places,
          proof: facts(
            ...places.map(
              (place, at) =>
                `${refWords(place)}: ${spelled(at === 0 ? service : other, at === 0 ? port.protocol : protocol)}`,
            ),
          ),
        };
      }
    }
  },
  message: ({ host, port, differ }) =>
    `describes ${host}:${String(port)} as another ServiceEntry does not (${differ}): which one counts is not up to you`,
  fix: () => 'merge both into one, or let exportTo keep them apart',
});

function spelled({ resolution }: Service, protocol: string): string {
  return `${protocol}, resolution ${resolution ?? 'NONE'}`;
}

function differences(a: Service, b: Service, protocolA: string, protocolB: string): string {
  const parts = [
    ...(protocolA === protocolB ? [] : [`protocol ${protocolA} and ${protocolB}`]),
    ...(a.resolution === b.resolution ? [] : [`resolution ${a.resolution ?? ''} and ${b.resolution ?? ''}`]),
  ];
  return parts.join(', ');
}
