import { expect, it } from 'vitest';
import { addressesIn } from './addressesIn.ts';

const found = (text: string): string[] => addressesIn(text).map(({ start, end }) => text.slice(start, end));

it('finds addresses of both families, with and without a port', () => {
  expect(found('10.0.0.1 and 10.0.0.2:80, http://10.0.0.3/x, [fd00::1]:8080, fd00:10:96::a 1:2:3:4:5:6:7:8')).toEqual([
    '10.0.0.1',
    '10.0.0.2:80',
    '10.0.0.3',
    '[fd00::1]:8080',
    'fd00:10:96::a',
    '1:2:3:4:5:6:7:8',
  ]);
  expect(found('-d 203.0.113.10/32 -s fd00::1/128')).toEqual(['203.0.113.10', 'fd00::1']);
  expect(addressesIn('to [fd00::1]:8080').map(({ ip }) => ip)).toEqual(['fd00::1']);
});

it('takes no range, no version and no time for an address', () => {
  expect(found('10.96.0.0/12 tomcat:11.0.1.2.3 12:30:15 fd00:10:96::/112 nginx:1.27')).toEqual([]);
});
