/** The route analysis against brute force: every verdict agrees with asking all requests of a small universe. */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { Reachability, witnessInput } from '../../lib/analyze/reach/index.ts';
import type { AdmittedRequest, RequestInput, RouteTable, SemanticsProfile } from '../../lib/matching/index.ts';
import { MatchingIndex, answer, profileOf, requestOf } from '../../lib/matching/index.ts';
import type { RouteMatch, RouteReach, VirtualHost } from '../../lib/model/index.ts';
import { FACTS, MATCHES, requestFrom, tableOf } from '../support/small-hosts.ts';

const HOSTS = 2000;
const SEED = 20261122;

/** The rules of one release, and every value of every fact in an otherwise plain request. */
interface Release {
  readonly profile: SemanticsProfile;
  readonly admitted: (input: RequestInput) => AdmittedRequest;
  readonly told: readonly (readonly { readonly value: RequestInput; readonly request: AdmittedRequest }[])[];
}

function releaseOf(minor: number): Release {
  const profile = profileOf(null, { envoyVersion: { major: 1, minor, patch: 0 } });
  const stage = new MatchingIndex(tableOf([{ path: { kind: 'prefix', value: '/' } }]).snapshot, profile);
  const admitted = (input: RequestInput): AdmittedRequest => {
    const request = answer(stage, requestOf(input)).admitted;
    if (request === null) throw new Error('not admitted');
    return request;
  };
  const told = FACTS.map((values, fact) =>
    values.map((value) => ({
      value,
      request: admitted(requestFrom(FACTS.map((others, i) => (i === fact ? value : (others[0] ?? {}))))),
    })),
  );
  return { profile, admitted, told };
}

/** Whether a match looks at the fact at the same place of FACTS at all. */
const ASKED: readonly ((match: RouteMatch) => boolean)[] = [
  () => true,
  ({ headers = [] }) => headers.some(({ name }) => name === 'x-a'),
  ({ headers = [] }) => headers.some(({ name }) => name === 'user-agent'),
  ({ headers = [] }) => headers.some(({ name }) => name === ':method'),
  ({ queryParameters }) => queryParameters !== undefined,
  ({ runtimeFraction }) => runtimeFraction !== undefined,
  ({ tlsContext }) => tlsContext !== undefined,
  ({ headers = [] }) => headers.some(({ name }) => name === ':scheme'),
];

/** Which of the routes each request of the universe fits; requests that no route tells apart are kept once. */
function fittings(
  { told: values, admitted }: Release,
  table: RouteTable,
  host: VirtualHost,
  more: readonly RequestInput[],
): readonly (readonly number[])[] {
  // Facts are independent, so each is first cut down to the values that some condition tells apart.
  const asked = ASKED.map((asks) => host.routes.some(({ match }) => asks(match)));
  const told = values.map((own, fact) => {
    if (asked[fact] !== true) return own.slice(0, 1).map(({ value }) => value);
    const seen = new Map<string, RequestInput>();
    for (const { value, request } of own) {
      const key = host.routes
        .map((route) =>
          table
            .judge(route, request)
            .map(({ truth }) => (truth === true ? 'y' : 'n'))
            .join(''),
        )
        .join();
      if (!seen.has(key)) seen.set(key, value);
    }
    return [...seen.values()];
  });
  let requests: readonly (readonly RequestInput[])[] = [[]];
  for (const own of told) requests = requests.flatMap((parts) => own.map((value) => [...parts, value]));
  const sets = new Map<string, readonly number[]>();
  for (const input of [...requests.map(requestFrom), ...more]) {
    const request = admitted(input);
    const fit = host.routes.flatMap((route, i) => (table.verdict(route, request).kind === 'matched' ? [i] : []));
    sets.set(fit.join(), fit);
  }
  return [...sets.values()];
}

function expectTrue(
  reach: RouteReach,
  position: number,
  fits: readonly (readonly number[])[],
  host: VirtualHost,
): void {
  const own = fits.filter((fit) => fit.includes(position));
  const first = own.some((fit) => fit[0] === position);
  switch (reach.kind) {
    case 'reachable':
      expect(first, 'some request gets it').to.equal(true);
      return;
    case 'impossible':
      expect(own, 'no request fits it').to.deep.equal([]);
      return;
    case 'shadowed':
      expect(own, 'requests fit it').to.not.deep.equal([]);
      expect(first, 'none gets it').to.equal(false);
      expect(reach.by.every((taker) => taker < position)).to.equal(true);
      expect(reach.by).to.include(reach.takenBy);
      expect(own.every((fit) => reach.by.some((taker) => fit.includes(taker)))).to.equal(true);
      for (const left of reach.by) {
        const others = reach.by.filter((taker) => taker !== left);
        expect(
          own.every((fit) => others.some((taker) => fit.includes(taker))),
          'each is needed',
        ).to.equal(false);
      }
      return;
    case 'unknown':
      expect(host.routes).to.have.length.above(1);
  }
}

function expectWitness(index: MatchingIndex, host: VirtualHost, reach: RouteReach, position: number): void {
  if (reach.kind !== 'reachable' && reach.kind !== 'shadowed') return;
  const given = answer(index, requestOf(witnessInput(reach.witness)));
  const taker = reach.kind === 'reachable' ? position : reach.takenBy;
  expect(given.route?.id).to.equal(host.routes[taker]?.id);
  const { admitted, routeConfig } = given;
  const route = host.routes[position];
  if (admitted === null || routeConfig === null || route === undefined) throw new Error('not routed');
  expect(index.tableOf(routeConfig).verdict(route, admitted).kind).to.equal('matched');
}

function check(release: Release, matches: readonly RouteMatch[]): readonly RouteReach[] {
  const { snapshot, config, host } = tableOf(matches);
  const index = new MatchingIndex(snapshot, release.profile);
  const reaches = new Reachability(index).routes(config, host);
  expect(reaches).to.have.length(matches.length);
  const witnesses = reaches.flatMap((reach) => ('witness' in reach ? [witnessInput(reach.witness)] : []));
  const fits = fittings(release, index.tableOf(config), host, witnesses);
  reaches.forEach((reach, position) => {
    expectTrue(reach, position, fits, host);
    expectWitness(index, host, reach, position);
  });
  return reaches;
}

describe('reachability against brute force', () => {
  it(`agrees on ${String(HOSTS)} random virtual hosts, and cannot tell under 2 % of the routes`, function () {
    this.timeout(180_000);
    const counts = { reachable: 0, shadowed: 0, impossible: 0, unknown: 0, unions: 0, routes: 0 };
    const release = releaseOf(40);
    fc.assert(
      fc.property(MATCHES, (matches) => {
        for (const reach of check(release, matches)) {
          counts[reach.kind]++;
          counts.routes++;
          if (reach.kind === 'shadowed' && reach.by.length > 1) counts.unions++;
        }
      }),
      { numRuns: HOSTS, seed: SEED },
    );
    expect(counts.unknown / counts.routes, JSON.stringify(counts)).to.be.below(0.02);
    // The draw must hold enough of each verdict to mean something.
    expect(counts.shadowed, JSON.stringify(counts)).to.be.above(500);
    expect(counts.unions, JSON.stringify(counts)).to.be.above(15);
    expect(counts.impossible, JSON.stringify(counts)).to.be.above(50);
  });

  it('agrees under the rules of an older release: joined headers, UTF-8 regexes', function () {
    this.timeout(60_000);
    const release = releaseOf(33);
    expect(release.profile.flags).to.include({ match_headers_individually: false, re2_use_latin1_mode: false });
    fc.assert(
      fc.property(MATCHES, (matches) => {
        check(release, matches);
      }),
      { numRuns: 250, seed: SEED },
    );
  });
});
