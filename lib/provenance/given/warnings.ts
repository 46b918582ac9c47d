/** Where the dump and the resources disagree, as a few lines for a person: alike findings are said once, with places. */
import type { Diagnostic, Snapshot } from '../../model/index.ts';
import type { Replay, ReplayFinding, ReplayTarget } from '../replay/index.ts';
import type { Given } from './given.ts';
import {
  causeWords,
  changeWords,
  insertedWords,
  NOT_EXPLAINED,
  placeList,
  placeWords,
  unexpectedWords,
} from './words.ts';

/** One line for all findings with the same `says`; `at` is where. */
interface Said {
  readonly code: string;
  readonly severity: 'warning' | 'note';
  readonly says: string;
  readonly at: string;
}

/** Places named in a line, and lines of one code; the rest is counted. */
const SHOWN = 3;
const LINES = 5;

export function warningsOf(snapshot: Snapshot, given: Given): readonly Diagnostic[] {
  if (given.kind === 'nothing') return [];
  if (given.kind === 'impossible') {
    return [
      {
        code: 'RP001',
        severity: 'warning',
        message: `the resources cannot be held against this input: ${given.why}`,
        hint: 'what is said rests on the dump alone',
      },
    ];
  }
  const { comparison } = given;
  const said = comparison.findings.map(sayOf);
  return [
    ...targetNotes(comparison.replay.target),
    ...sidecarNotes(comparison.replay),
    ...grouped([...said, ...subsets(snapshot, given)]),
  ];
}

/** What was taken for granted because the input does not say it. */
function targetNotes({ labelsFrom, labels, namespace, release }: ReplayTarget): readonly Diagnostic[] {
  const notes: Diagnostic[] = [];
  if (labelsFrom === 'pod' || labelsFrom === 'selector') {
    const words = [...labels].map(([key, value]) => `${key}=${value}`).join(',');
    const where = namespace === '' ? '' : ` in ${namespace}`;
    const message = `the input does not say which pod this is; by the resources it has the labels ${words}${where}`;
    notes.push({ code: 'RP008', severity: 'note', message, hint: 'where that is wrong: --labels and -n' });
  }
  if (release.how === 'assumed') {
    const message = `nothing tells which Istio wrote this; ${versionWords(release.release)} is taken`;
    notes.push({ code: 'RP009', severity: 'note', message, hint: 'where that is wrong: --istio-version' });
  }
  return notes;
}

function sidecarNotes({ sidecar }: Replay): readonly Diagnostic[] {
  if (sidecar === undefined) return [];
  const message = `${placeWords({ resource: sidecar, path: '' })} limits what this pod gets, which is not replayed`;
  return [{ code: 'RP010', severity: 'note', message, hint: 'what is not in the dump is therefore not called stale' }];
}

function versionWords({ major, minor }: ReplayTarget['release']['release']): string {
  return `${String(major)}.${String(minor)}`;
}

function subsets(snapshot: Snapshot, given: Extract<Given, { kind: 'compared' }>): readonly Said[] {
  const { missing } = given.comparison;
  const said: Said[] = [];
  for (const { label, virtualHosts } of snapshot.routeConfigs) {
    for (const host of virtualHosts) {
      for (const route of host.routes) {
        for (const says of missing.ofRoute(route)) {
          const at = `${label}/${host.name}/${String(route.index)}`;
          said.push({ code: 'RP007', severity: 'warning', says: `${says}: no cluster is made for it`, at });
        }
      }
    }
  }
  return said;
}

function grouped(all: readonly Said[]): readonly Diagnostic[] {
  const groups = new Map<string, { first: Said; places: string[] }>();
  for (const said of all) {
    const key = `${said.code} ${said.says}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: said, places: [said.at] });
    else group.places.push(said.at);
  }
  const seen = new Map<string, number>();
  const lines: Diagnostic[] = [];
  for (const { first, places } of groups.values()) {
    const { code, severity, says } = first;
    const before = seen.get(code) ?? 0;
    seen.set(code, before + 1);
    if (before >= LINES) continue;
    const shown = places.slice(0, SHOWN).join(', ');
    const more = places.length <= SHOWN ? '' : ` and ${String(places.length - SHOWN)} more`;
    lines.push({ code, severity, message: `${says}: ${shown}${more}` });
  }
  const rest = [...seen].filter(([, count]) => count > LINES);
  return [...lines, ...rest.map(([code, count]) => left(code, count - LINES))];
}

function left(code: string, count: number): Diagnostic {
  const message = `${String(count)} more like these are not listed; each object says it of itself (-o json, explain)`;
  return { code, severity: 'note', message };
}

// eslint-disable-next-line max-lines-per-function -- one table of words: a case for each finding
function sayOf(finding: ReplayFinding): Said {
  switch (finding.kind) {
    case 'route-not-expected': {
      const by =
        finding.owner === null ? unexpectedWords(finding.envoyFilters) : causeWords(finding.cause, finding.owner);
      return warn('RP002', `routes ${by}`, hostOf(finding));
    }
    case 'virtual-host-not-expected':
      return warn('RP002', `virtual hosts ${unexpectedWords(finding.envoyFilters)}`, hostOf(finding));
    case 'route-config-not-expected':
      return warn('RP002', `route configurations ${unexpectedWords([])}`, finding.routeConfig);
    case 'chain-not-expected':
      return warn('RP002', `filter chains ${unexpectedWords(finding.envoyFilters)}`, finding.listener);
    case 'cluster-not-expected':
      return warn('RP002', `clusters ${unexpectedWords(finding.envoyFilters)}`, finding.cluster);
    case 'route-absent': {
      const by = finding.envoyFilters.length === 0 ? '' : `, or ${placeList(finding.envoyFilters)} took it away`;
      const says = `stale: ${placeWords(finding.origin)} has no route in the dump, which is older than the resources${by}`;
      return warn('RP003', says, hostOf(finding));
    }
    case 'virtual-host-absent':
      return warn(
        'RP003',
        `stale: virtual hosts that ${placeList(finding.origins)} would make are not in the dump`,
        hostOf(finding),
      );
    case 'route-config-absent':
      return warn(
        'RP003',
        `stale: ${placeList(finding.servers)} has no route configuration in the dump`,
        finding.routeConfig,
      );
    case 'chain-absent': {
      const at = `port ${String(finding.port)}${finding.serverNames.length === 0 ? '' : ` for ${finding.serverNames.join(', ')}`}`;
      return warn('RP003', `stale: ${placeWords(finding.origin)} has no filter chain in the dump`, at);
    }
    case 'cluster-absent': {
      const says = `stale: ${placeWords(finding.origin)} would make clusters that the dump does not have (it is older, or the control plane sends only some)`;
      return warn('RP003', says, finding.cluster);
    }
    case 'route-changed':
      return warn(
        'RP004',
        `${placeWords(finding.origin)} ${changeWords(finding.fields, finding.envoyFilters)}`,
        hostOf(finding),
      );
    case 'virtual-host-changed':
      return warn('RP004', `virtual host ${changeWords(finding.fields, finding.envoyFilters)}`, hostOf(finding));
    case 'chain-changed':
      return warn('RP004', `${placeWords(finding.origin)} ${changeWords(finding.fields, [])}`, finding.listener);
    case 'cluster-changed': {
      const { expected, found } = finding;
      const rule =
        expected === null ? 'no DestinationRule' : `DestinationRule ${expected.namespace}/${String(expected.name)}`;
      const has = found === null ? 'without DestinationRule' : `of DestinationRule ${found}`;
      return warn('RP004', `clusters ${has} are ${NOT_EXPLAINED}, which apply ${rule}`, finding.cluster);
    }
    case 'order-differs':
      return warn('RP005', ORDER[finding.confidence], hostOf(finding));
    case 'filter-inserted':
      return {
        ...warn('RP006', insertedWords(finding.filter, finding.envoyFilter), finding.listener),
        severity: 'note',
      };
  }
}

const ORDER = {
  certain:
    'routes stand in another order than the resources give them (the dump is stale, or an EnvoyFilter moved them)',
  likely: 'routes may stand in another order than istiod gives them: creation times are missing or equal',
} as const;

function warn(code: string, says: string, at: string): Said {
  return { code, severity: 'warning', says, at };
}

function hostOf({ routeConfig, virtualHost }: { readonly routeConfig: string; readonly virtualHost: string }): string {
  return `${routeConfig}/${virtualHost}`;
}
