/** Planted secrets at every place of the inventory, in both spellings: none survives, and the check notices a missing rule. */
import { expect } from 'chai';
import fc from 'fast-check';
import { Redactor, leaksIn } from '../../../../lib/analyze/redact/index.ts';
import { RULE_IDS } from '../../../../lib/analyze/redact/rules/table.ts';
import { PLANTS, camelCased, dumpWith } from '../../../support/planted.ts';
import type { Plant } from '../../../support/planted.ts';

/** `WHYROUTE_REDACT_RUNS=10000 npx mocha -g planted` is the long run. */
const RUNS = Number(process.env['WHYROUTE_REDACT_RUNS'] ?? '1500');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const letters = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...LETTERS.split('')), minLength: min, maxLength: max });

/** Looks like a secret wherever it stands. */
const shapedSecret = fc.oneof(
  letters(10, 20).map((text) => `eyJ${text}Aa1.eyJ${text}Bb2.${text}`),
  letters(36, 36).map((text) => `ghp_${text}`),
  fc
    .string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.split('')), minLength: 16, maxLength: 16 })
    .map((text) => `AKIA${text}`),
  letters(24, 40).map((text) => `Bearer ${text}0Aa`),
  letters(60, 64).map((text) => `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----`),
  letters(8, 16).map((text) => `https://user:${text}@host.example/`),
);

/** Any text that a person might have chosen, hostile ones included. */
const anySecret = fc.oneof(
  shapedSecret,
  letters(12, 40).map((text) => `x7${text}`),
  fc.string({ unit: 'grapheme', minLength: 10, maxLength: 30 }).map((text) => `p4${text}`),
  letters(10, 20).map((text) => `q9"\\<${text}>\n&'`),
  letters(10, 20).map((text) => `correct-horse-${text}`),
);

/** The part that no output may hold: what stands around it is no secret. */
function core(secret: string): string {
  return /^(?:Bearer |https:\/\/user:)?(.*?)(?:@host\.example\/)?$/s.exec(secret)?.[1] ?? secret;
}

function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const escaped = JSON.stringify(secret).slice(1, -1);
  const base64 = bytes.toString('base64').replace(/=+$/, '').slice(0, -1);
  return [
    secret,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
    bytes.toString('hex'),
  ];
}

function written(sections: readonly unknown[], camel: boolean, space: number): string {
  const dump = dumpWith(sections);
  return JSON.stringify(camel ? camelCased(dump) : dump, null, space);
}

function redacted(text: string, disabled: ReadonlySet<string> = new Set()): { out: string; redactor: Redactor } {
  const redactor = new Redactor(disabled);
  const out = redactor.redact(text);
  if (typeof out !== 'string') throw new Error(`unreadable at ${String(out.offset)}`);
  return { out, redactor };
}

const secretFor = (plant: Plant): fc.Arbitrary<string> => (plant.kind === 'shaped' ? shapedSecret : anySecret);

describe('planted secrets', () => {
  for (const plant of PLANTS) {
    it(`${plant.row}: gone, in both spellings`, () => {
      fc.assert(
        fc.property(secretFor(plant), fc.boolean(), (secret, camel) => {
          const text = written([plant.section(secret)], camel, 1);
          const { out, redactor } = redacted(text);
          for (const form of forms(core(secret))) expect(out).to.not.include(form);
          expect(() => JSON.parse(out) as unknown).to.not.throw();
          expect(leaksIn([out], redactor.registry.all())).to.deep.equal([]);
        }),
        { numRuns: 20, seed: 1 },
      );
    });
  }

  it('several in one dump: none survives in any form, every other byte stays, and a second run finds nothing', () => {
    const planted = fc
      .tuple(fc.constantFrom(...PLANTS), fc.nat())
      .chain(([plant]) => secretFor(plant).map((secret) => ({ plant, secret })));
    fc.assert(
      fc.property(
        fc.array(planted, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom(0, 1, 4),
        (plants, camel, space) => {
          const text = written(
            plants.map(({ plant, secret }) => plant.section(secret)),
            camel,
            space,
          );
          const { out, redactor } = redacted(text);
          for (const { secret } of plants)
            for (const form of forms(core(secret))) if (form.length > 7) expect(out).to.not.include(form);
          expect(leaksIn([out], redactor.registry.all())).to.deep.equal([]);
          expect(redacted(out).out).to.equal(out);
          expect(structureOf(JSON.parse(out))).to.equal(structureOf(JSON.parse(text)));
        },
      ),
      { numRuns: RUNS, seed: 2 },
    );
  }).timeout(600_000);
});

describe('YAML', () => {
  const SECRET = 'x7PlantedSecretValue42abcDEF';
  const ENVOY_FILTER = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: a # token: ${SECRET}
spec:
  configPatches:
  - patch:
      value:
        typed_config:
          inlineCode: |
            -- one
            local k = "${SECRET}"
            function envoy_on_request(h) end
`;
  const TEXTS: readonly string[] = [
    ENVOY_FILTER,
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  a: |\n    ${SECRET}\n    ${SECRET}2\n  b: '${SECRET}'\n`,
    `- name: http.80\n  virtualHosts:\n  - requestHeadersToAdd:\n    - header:\n        value: Bearer ${SECRET}\n        key: AUTHORIZATION\n`,
    `- dynamicActiveSecrets:\n  - secret:\n      tlsCertificate:\n        privateKey:\n          inlineString: >-\n            ${SECRET}\n            ${SECRET}3\n`,
  ];
  for (const text of TEXTS) {
    it(`${text.slice(0, 40).replaceAll('\n', ' ')}: gone, with as many lines, and a second run finds nothing`, () => {
      const { out, redactor } = redacted(text);
      expect(out).to.not.include(SECRET);
      expect(out.split('\n').length).to.equal(text.split('\n').length);
      expect(leaksIn([out], redactor.registry.all())).to.deep.equal([]);
      expect(redacted(out).out).to.equal(out);
    });
  }
});

describe('odd documents', () => {
  const SECRET = 'SECRETaaa111bbb';
  const TEXTS: readonly string[] = [
    `{"configs":[],"private_key":{"inline_string":"${SECRET}"},"private_key":{"inline_string":"${SECRET}2"}}`,
    `{"priv\\u0061te_key":{"inline_string":"${SECRET}"}}`,
    `{"headers":[{"stringMatch":{"exact":"${SECRET}"},"name":"X-Api-Key"}]}`,
    `["${SECRET}"]`,
    `{"x":{"@type":"type.googleapis.com/envoy.evil.v9.X","name":"${SECRET}"}}`,
  ];
  for (const text of TEXTS) {
    it(`${text.slice(0, 60)}: gone`, () => {
      const { out, redactor } = redacted(text);
      expect(out).to.not.include(SECRET);
      expect(leaksIn([out], redactor.registry.all())).to.deep.equal([]);
    });
  }

  it('the name of an unknown type stays', () => {
    const text = '{"configs":[{"@type":"type.googleapis.com/envoy.evil.v9.X"}]}';
    expect(redacted(text).out).to.equal(text);
  });
});

describe('documents in documents', () => {
  it('are read four deep, and removed whole below that', () => {
    for (const wrap of [
      (text: string): string => JSON.stringify({ a: text }),
      (text: string): string => Buffer.from(text).toString('base64'),
    ]) {
      let text = JSON.stringify({ password: 'x7PlantedSecretValue42' });
      for (let depth = 0; depth < 9; depth++) {
        const { out, redactor } = redacted(JSON.stringify({ name: text }));
        expect(JSON.stringify(everyText(out)), String(depth)).to.not.include('x7PlantedSecretValue42');
        expect(leaksIn([out], redactor.registry.all())).to.deep.equal([]);
        text = wrap(text);
      }
    }
  });

  /** The text, and what is in it as JSON or base64, to any depth. */
  function everyText(text: string): string[] {
    const inner: string[] = [];
    try {
      JSON.parse(text, (_, value: unknown) => {
        if (typeof value === 'string') inner.push(value);
        return value;
      });
    } catch {
      // no JSON
    }
    const decoded = Buffer.from(text, 'base64').toString();
    if (/^[\w+/]{16,}=*$/.test(text)) inner.push(decoded);
    return [text, ...inner.flatMap(everyText)];
  }
});

/** Keys and the kinds of values, without the values. */
function structureOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? '' : inner));
}

const EXAMPLES = [
  'x7PlantedSecretValue42abcDEF',
  'Bearer x7Planted0AaSecretValue42',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF123',
  'https://user:x7Planted42x@host.example/',
];

const MORE_TEXTS: readonly string[] = [
  `2026-11-22T14:02:10Z\tinfo\ttoken = x7PlantedSecret42\n{"configs": []}\n`,
  `{"configs": [{"@type": "type.googleapis.com/envoy.admin.v3.RoutesConfigDump", "dynamic_route_configs": [{"route_config": {"name": "half a sec`,
];

/** Texts that only one rule looks after. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  jwt: ['{"configs":[],"name":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF123"}'],
  'pem-key': ['{"name":"-----BEGIN EC PRIVATE KEY-----\\nabc\\n-----END EC PRIVATE KEY-----"}'],
  'vendor-token': ['{"name":"AKIAIOSFODNN7EXAMPLE"}'],
  'auth-scheme': ['{"name":"Bearer abcDEF123"}'],
  'query-credential': ['{"cluster":"https://a.example/?token=abcdefgh"}'],
  htpasswd: ['{"name":"bob:{SHA}2kuSN7rMzfGcB2DKt67EqDWQELA="}'],
  'jwk-text': ['{"name":"say {\\"kty\\":\\"oct\\",\\"k\\":\\"abcdefgh\\"} now"}'],
  assignment: [
    '{"virtual_hosts":[{"routes":[{"direct_response":{"body":{"inline_string":"the password: abcdefgh"}}}]}]}',
  ],
  'random-text': ['{"virtual_hosts":[{"routes":[{"match":{"path":"/a/9fK2mQ7xLp3ZtR8vWc5NbY1d"}}]}]}'],
  'secret-key': ['{"virtual_hosts":[{"metadata":{"filter_metadata":{"istio":{"password":"abcdefgh"}}}}]}'],
  'known-secret': [
    '{"name":"outbound x7PlantedSecret42 x","virtual_hosts":[{"request_headers_to_add":[{"header":{"key":"authorization","value":"x7PlantedSecret42"}}]}]}',
  ],
  base64: [`{"name":"${Buffer.from('the token is Bearer abcDEF123').toString('base64')}"}`],
};

describe('the check is alive', () => {
  const texts = [
    ...PLANTS.flatMap(({ section }) => EXAMPLES.map((secret) => written([section(secret)], false, 0))),
    ...MORE_TEXTS,
  ];

  it('with every rule it lets all of them pass', () => {
    for (const text of [...texts, ...Object.values(ONLY).flat()]) {
      const { out, redactor } = redacted(text);
      expect(leaksIn([out], redactor.registry.all()), text).to.deep.equal([]);
    }
  });

  for (const rule of RULE_IDS) {
    it(`without ${rule} it refuses`, () => {
      const refused = [...(ONLY[rule] ?? []), ...texts].some((text) => {
        const { out, redactor } = redacted(text, new Set([rule]));
        return leaksIn([out], redactor.registry.all()).length > 0;
      });
      expect(refused).to.equal(true);
    });
  }
});
