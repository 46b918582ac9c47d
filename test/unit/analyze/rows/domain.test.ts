import { expect } from 'chai';
import { chooseVirtualHost, domainMatches, hostsFor, inConsideredOrder } from '../../../../lib/analyze/rows/index.ts';
import { config, host } from '../build.ts';

describe('domains of virtual hosts', () => {
  const cases: readonly (readonly [domain: string, host: string, fits: boolean])[] = [
    ['shop.example.com', 'shop.example.com', true],
    ['Shop.Example.com', 'shop.example.com', true],
    ['shop.example.com', 'shop.example.com:8080', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '.example.com', false],
    ['*nodot.com', 'anodot.com', true],
    ['*nodot.com', 'nodot.com', false],
    ['www.*', 'www.example.com', true],
    ['www.*', 'www.', false],
    ['a*b.com', 'axb.com', false],
    ['a*b.com', 'a*b.com', true],
    ['*', 'anything', true],
    ['*', '', true],
  ];
  for (const [domain, asked, fits] of cases) {
    it(`${domain} ${fits ? 'fits' : 'does not fit'} ${JSON.stringify(asked)}`, () => {
      expect(domainMatches(domain, asked)).to.equal(fits);
    });
  }

  it('are considered exact first, then suffixes, then prefixes, each longest first, then the star', () => {
    const hosts = [
      host('any', ['*']),
      host('short prefix', ['www.*']),
      host('long prefix', ['www.shop.*']),
      host('short suffix', ['*.com']),
      host('second exact', ['b.com']),
      host('long suffix', ['*.shop.com']),
      host('first exact', ['a.com']),
      host('mixed', ['*.very.long.suffix.com', 'c.com']),
      host('none', []),
    ];
    expect(inConsideredOrder(hosts).map(({ name }) => name)).to.deep.equal([
      'second exact',
      'first exact',
      'mixed',
      'long suffix',
      'short suffix',
      'long prefix',
      'short prefix',
      'any',
      'none',
    ]);
  });
});

describe('choice of the virtual host', () => {
  const hosts = [
    host('any', ['*']),
    host('prefix', ['www.*']),
    host('suffix', ['*.com', '*.shop.com']),
    host('exact', ['www.shop.com']),
  ];
  const cases: readonly (readonly [asked: string, chosen: string, domain: string])[] = [
    ['www.shop.com', 'exact', 'www.shop.com'],
    ['WWW.SHOP.COM', 'exact', 'www.shop.com'],
    ['www.shop.com:8080', 'exact', 'www.shop.com'],
    ['api.shop.com', 'suffix', '*.shop.com'],
    ['www.other.com', 'suffix', '*.com'],
    ['www.other.org', 'prefix', 'www.*'],
    ['[::1]:80', 'any', '*'],
    ['other.org', 'any', '*'],
  ];
  for (const [asked, chosen, domain] of cases) {
    it(`${asked} → ${chosen} by ${domain}`, () => {
      const choice = chooseVirtualHost(config('c', hosts), asked);
      expect(choice.chosen?.virtualHost.name).to.equal(chosen);
      expect(choice.chosen?.domain).to.equal(domain);
    });
  }

  it('names the losers, the nearest first', () => {
    const { losers } = chooseVirtualHost(config('c', hosts), 'www.shop.com');
    expect(losers.map(({ domain }) => domain)).to.deep.equal(['*.shop.com', '*.com', 'www.*', '*']);
  });

  it('keeps the port where the configuration does not ignore it', () => {
    const choice = chooseVirtualHost(config('c', hosts, { ignorePortInHostMatching: false }), 'www.shop.com:8080');
    expect(choice.chosen?.virtualHost.name).to.equal('prefix');
  });

  it('leaves brackets of IPv6 alone', () => {
    const six = config('c', [host('six', ['[fd00::1]']), host('any', ['*'])]);
    expect(chooseVirtualHost(six, '[FD00::1]').chosen?.virtualHost.name).to.equal('six');
    expect(chooseVirtualHost(six, '[fd00::1]:80').chosen?.virtualHost.name).to.equal('six');
  });

  it('chooses none where no domain fits', () => {
    expect(chooseVirtualHost(config('c', [host('exact', ['a.com'])]), 'b.com').chosen).to.equal(null);
  });

  it('cannot tell by the host when another header decides, unless there is nothing but the star', () => {
    const byHeader = config('c', hosts, { vhostHeader: 'x-tenant' });
    expect(chooseVirtualHost(byHeader, 'www.shop.com')).to.deep.include({ chosen: null, byHeader: 'x-tenant' });
    expect(hostsFor(byHeader, 'www.shop.com').size).to.equal(4);
    const onlyAny = config('c', [host('any', ['*'])], { vhostHeader: 'x-tenant' });
    expect(chooseVirtualHost(onlyAny, 'www.shop.com').chosen?.virtualHost.name).to.equal('any');
  });

  it('takes a host with a star for a domain as it is written', () => {
    const found = [...hostsFor(config('c', hosts), '*.SHOP.com')].map(({ name }) => name);
    expect(found).to.deep.equal(['suffix']);
    expect([...hostsFor(config('c', hosts), '*')].map(({ name }) => name)).to.deep.equal(['any']);
    expect([...hostsFor(config('c', hosts), '*.org')]).to.deep.equal([]);
  });

  it('handles hosts named after parts of JavaScript objects', () => {
    const odd = config('c', [host('__proto__', ['__proto__', 'constructor']), host('any', ['*'])]);
    expect(chooseVirtualHost(odd, '__proto__').chosen?.virtualHost.name).to.equal('__proto__');
    expect(chooseVirtualHost(odd, 'toString').chosen?.virtualHost.name).to.equal('any');
  });
});
