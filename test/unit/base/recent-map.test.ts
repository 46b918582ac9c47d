import { expect } from 'chai';
import { RecentMap } from '../../../lib/base/recent-map.ts';

describe('RecentMap', () => {
  it('forgets what was not asked for lately, and keeps the rest', () => {
    const map = new RecentMap<number, string>(3);
    for (let key = 0; key < 100; key++) {
      map.set(key, String(key));
      expect(map.get(0), 'asked for all the time').to.equal('0');
      expect(map.get(key)).to.equal(String(key));
    }
    expect(map.get(50)).to.equal(undefined);
    expect(map.get(99)).to.equal('99');
  });

  it('has the last value of a key', () => {
    const map = new RecentMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('c', 3);
    map.set('a', 4);
    expect(map.get('a')).to.equal(4);
  });
});
