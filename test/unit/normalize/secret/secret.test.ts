import { expect } from 'chai';
import { Reading, foldKeys, member } from '../../../../lib/normalize/read/index.ts';
import { readSecret } from '../../../../lib/normalize/secret/index.ts';
import { entries, parsed, samplesWith, section } from '../cluster/both-spellings.ts';
import { NAMES_PEM, WORKLOAD_PEM } from './pem.ts';

const WORKLOAD = {
  subject: '',
  issuer: '',
  subjectAltNames: ['spiffe://cluster.local/ns/shop/sa/web'],
  notBefore: '2026-11-22T18:02:56Z',
  notAfter: '2126-10-29T18:02:56Z',
  isCa: true,
};

/** Node 20 escapes the comma in the name; newer ones may not. */
const NAMES = {
  subjectAltNames: [
    'spiffe://x/a, DNS:evil.example',
    'shop.example.com',
    '*.example.com',
    '10.0.0.1',
    '0:0:0:0:0:0:0:1',
    'a@b.example',
    'Registered ID:1.2.3.4',
    'DirName:CN=dir',
  ],
  notBefore: '2026-11-22T18:02:56Z',
  isCa: false,
};

const KEY = ['-----BEGIN PRIVATE', ' KEY-----\nVEhFLUtFWQ==\n-----END PRIVATE', ' KEY-----\n'].join('');

function inline(pem: string): object {
  return { inline_bytes: Buffer.from(pem).toString('base64') };
}

function chain(source: object, rest: object = {}): object {
  return { name: 's', secret: { name: 's', tls_certificate: { certificate_chain: source, ...rest } } };
}

const CASES: readonly (readonly [name: string, raw: object, expected: object])[] = [
  ['a certificate in bytes', chain(inline(WORKLOAD_PEM)), { kind: 'certificate', certificates: [WORKLOAD] }],
  [
    'a certificate in a string',
    chain({ inline_string: WORKLOAD_PEM }),
    { kind: 'certificate', certificates: [WORKLOAD] },
  ],
  [
    'several, with text and a key between them',
    chain(inline(`subject=x\n${WORKLOAD_PEM}${KEY}${WORKLOAD_PEM}`)),
    { kind: 'certificate', certificates: [WORKLOAD, WORKLOAD] },
  ],
  [
    'Windows line ends',
    chain(inline(WORKLOAD_PEM.replaceAll('\n', '\r\n'))),
    { kind: 'certificate', certificates: [WORKLOAD] },
  ],
  [
    'a good one beside a broken one',
    chain(inline(`${WORKLOAD_PEM}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`)),
    { kind: 'certificate', certificates: [WORKLOAD], undecodable: true },
  ],
  [
    'one that is cut',
    chain(inline(WORKLOAD_PEM + WORKLOAD_PEM.slice(0, 300))),
    { kind: 'certificate', certificates: [WORKLOAD], undecodable: true },
  ],
  ['a redacted chain', chain(inline('[redacted]')), { kind: 'certificate', certificates: [], undecodable: true }],
  ['a key where the chain should be', chain(inline(KEY)), { kind: 'certificate', certificates: [], undecodable: true }],
  ['a chain in a file', chain({ filename: '/etc/cert.pem' }), { kind: 'certificate', certificates: [] }],
  ['no chain', { name: 's', secret: { tls_certificate: {} } }, { kind: 'certificate', certificates: [] }],
  [
    'a PKCS #12 container',
    { name: 's', secret: { tls_certificate: { pkcs12: { inline_bytes: 'W3JlZGFjdGVkXQ==' } } } },
    { kind: 'certificate', certificates: [], undecodable: true },
  ],
  [
    'a CA bundle',
    { name: 's', secret: { validation_context: { trusted_ca: inline(WORKLOAD_PEM), match_subject_alt_names: [] } } },
    { kind: 'validation', certificates: [WORKLOAD] },
  ],
  [
    'ticket keys',
    { name: 's', secret: { session_ticket_keys: { keys: [] } } },
    { kind: 'sessionTicketKeys', certificates: [] },
  ],
  [
    'a generic secret',
    { name: 's', secret: { generic_secret: { secret: {} } } },
    { kind: 'generic', certificates: [] },
  ],
  ['one that is awaited', { name: 's', secret: { name: 's' } }, { kind: 'unknown', certificates: [] }],
  ['one whose name is inside only', { secret: { name: 's' } }, { kind: 'unknown', certificates: [] }],
  [
    'a time',
    { name: 's', last_updated: '2026-01-01T00:00:00Z' },
    { kind: 'unknown', certificates: [], lastUpdated: '2026-01-01T00:00:00Z' },
  ],
];

describe('normalize secret', () => {
  for (const [name, raw, expected] of CASES) {
    it(`reads ${name} in both spellings`, () => {
      for (const value of [raw, foldKeys(raw)]) {
        const reading = new Reading();
        expect(readSecret(value, 'active', reading)).to.deep.equal({ name: 's', state: 'active', ...expected });
        expect([...reading.unknownFields]).to.deep.equal([]);
      }
    });
  }

  it('reads names of every kind', () => {
    const [facts] = readSecret(chain(inline(NAMES_PEM)), null, new Reading()).certificates;
    expect(facts).to.deep.include(NAMES);
    expect(facts?.subject).to.match(/^CN=edge\\?, west, O=Example$/);
    expect(facts?.issuer).to.equal(facts?.subject);
  });

  it('never keeps key material', () => {
    const key = { private_key: { inline_string: 'THE-KEY' }, password: { inline_string: 'THE-KEY' } };
    const raws = [
      chain(inline(WORKLOAD_PEM + KEY), key),
      { name: 's', secret: { generic_secret: { secret: { inline_string: 'THE-KEY' } } } },
      { name: 's', secret: { session_ticket_keys: { keys: [{ inline_string: 'THE-KEY' }] } } },
      { name: 's', error_state: { details: 'THE-KEY' } },
    ];
    for (const raw of raws)
      expect(JSON.stringify(readSecret(raw, null, new Reading()))).not.to.match(/THE-KEY|VEhFLUtFWQ/);
  });

  it('takes time in proportion to hostile text', () => {
    const hostile = '-----BEGIN CERTIFICATE-----\n'.repeat(40_000);
    expect(readSecret(chain(inline(hostile)), null, new Reading()).undecodable).to.equal(true);
  }).timeout(2000);

  it('has samples', () => {
    expect(samplesWith('secret.json')).to.include.members(['seed', 'shop', 'gateway-api']);
  });

  for (const name of samplesWith('secret.json')) {
    it(`reads ${name} alike from Envoy and istioctl, with no unknown field`, () => {
      const reading = new Reading();
      const lists = ['static', 'dynamic_active', 'dynamic_warming'].map((list) => `${list}_secrets`);
      const read = (raw: unknown): unknown => readSecret(raw, null, reading);
      const envoy = entries(section(name, 'SecretsConfigDump'), ...lists).map(read);
      const istioctl = entries(
        parsed(name, 'secret.json'),
        ...lists.map((list) => String(Object.keys(foldKeys({ [list]: 0 }) as object)[0])),
      );
      expect(envoy).to.have.length.of.at.least(2);
      expect(istioctl.map(read)).to.deep.equal(envoy);
      expect(envoy.some((draft) => member(draft, 'kind') === 'certificate')).to.equal(true);
      expect([...reading.unknownFields]).to.deep.equal([]);
    });
  }
});
