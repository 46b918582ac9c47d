import { expect } from 'chai';
import { jwtStaysSilent } from '../../../../lib/analyze/trace/jwt.ts';
import type { AdmittedRequest } from '../../../../lib/matching/index.ts';
import type { Filter } from '../../../../lib/model/index.ts';

function request(headers: Readonly<Record<string, string[]>> = {}, query: readonly string[] = []): AdmittedRequest {
  return {
    headers: { get: (name: string) => headers[name] ?? [] },
    query: () => new Map(query.map((name) => [name, ''])),
  } as unknown as AdmittedRequest;
}

function silent(config: unknown, asked = request()): boolean {
  return jwtStaysSilent({ config } as Filter, asked);
}

const P = { providerName: 'p' };
const MISSING = { allowMissing: {} };
const any = (...requirements: object[]): object => ({ requiresAny: { requirements } });
const all = (...requirements: object[]): object => ({ requiresAll: { requirements } });
const rules = (...requires: object[]): object => ({
  providers: { p: { issuer: 'i' } },
  rules: requires.map((one) => ({ requires: one })),
});

describe('jwt_authn without a token', () => {
  for (const [title, config, expected] of [
    ['as Istio writes it', rules(any(P, MISSING)), true],
    ['several issuers', rules(all(any(P, MISSING), any(P, MISSING))), true],
    ['or failed', rules(any(P, { allowMissingOrFailed: {} })), true],
    [
      'below a TypedStruct',
      { rules: [{ requires: { requires_any: { requirements: [P, { allow_missing: {} }] } } }] },
      true,
    ],
    ['no rules', {}, true],
    ['a rule that asks for nothing', { rules: [{ match: { prefix: '/' } }] }, true],
    ['a provider alone', rules(P), false],
    ['all of them, one of which needs a token', rules(all(P, MISSING)), false],
    ['a second rule that needs one', rules(any(MISSING, { allowMissingOrFailed: {} }), P), false],
    ['all of nothing', rules(all()), false],
    ['an unknown requirement', rules({ fromTheFuture: {} }), false],
    ['a requirement by name', { rules: [{ requirementName: 'x' }] }, false],
    ['requirements of routes', { requirementMap: { x: MISSING } }, false],
    ['requirements of earlier filters', { filterStateRules: {} }, false],
    ['another place to look', { providers: { p: { fromHeaders: [{ name: 'x' }] } }, rules: [] }, false],
    ['providers that are none', { providers: { p: null } }, false],
    ['a configuration that is not there', undefined, false],
  ] as const) {
    it(`${title}: ${expected ? 'passes' : 'cannot be told'}`, () => {
      expect(silent(config)).to.equal(expected);
    });
  }

  it('a token is another matter', () => {
    const config = rules(any(P, MISSING));
    expect(silent(config, request({ authorization: ['Bearer x'] }))).to.equal(false);
    expect(silent(config, request({}, ['access_token']))).to.equal(false);
  });
});
