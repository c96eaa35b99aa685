import { describe, expect, it } from 'vitest';
import { exampleResult } from '../scene/fixture.ts';
import { againstName, firstAgainst, parseAgainst, variantsOf } from './against.ts';

const fixture = exampleResult();

describe('what the text is compared with', () => {
  it('is written into links and read again', () => {
    const offered = variantsOf(fixture).flatMap(({ variants }) => variants);
    expect(offered.length).toBeGreaterThan(2);
    for (const against of [{ kind: 'opened' } as const, { kind: 'pinned' } as const, ...offered])
      expect(parseAgainst(againstName(against))).toEqual(against);
  });
  it.each(['', 'toString', 'externalLocal', 'nftables Service/default/web', 'externalLocal a b', '<b>'])(
    'is not %j',
    (name) => expect(parseAgainst(name)).toBeNull(),
  );
  it('offers what the text is not yet', () => {
    const [modes, service] = variantsOf(fixture);
    expect(modes?.variants).toHaveLength(2);
    expect(modes?.variants.map(againstName)).not.toContain(fixture.proxyMode);
    expect(service?.variants.map(againstName)).toContain('externalLocal Service/default/tomcat-service');
  });
  it('is the text as opened after an edit, else another mode', () => {
    expect(firstAgainst(fixture, true)).toEqual({ kind: 'opened' });
    expect(firstAgainst({ ...fixture, proxyMode: 'iptables' }, false)).toMatchObject({ variant: 'nftables' });
  });
});
