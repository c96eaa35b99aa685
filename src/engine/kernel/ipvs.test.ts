import { expect, test } from 'vitest';
import type { IpvsTables, RealServer, VirtualServer } from '../../model/Ipvs.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import { everyWay } from './Chooser.ts';
import { walkIpvs } from './ipvs.ts';
import { passageTo } from './passageFixture.ts';

const real: RealServer = { text: '10.244.1.3:8080', ip: '10.244.1.3', port: 8080, weight: 1, because: [] };

/** What IPVS makes of a connection to an address, where 10.96.0.10:80 has these real servers. */
function ask(ip: string, servers: RealServer[]): unknown[] | undefined {
  const server: VirtualServer = {
    id: 'TCP 10.96.0.10:80',
    protocol: 'tcp',
    ip: '10.96.0.10',
    port: 80,
    scheduler: 'rr',
    persistence: 0,
    servers,
    name: 'default/web:http',
    because: [],
    empty: [{ object: 'Service/default/web', path: 'spec.selector' }],
  };
  const tables: IpvsTables = { servers: new Map([['tcp 10.96.0.10:80', server]]), sets: new Map() };
  const config = { node: 'n1', ipvs: { IPv4: tables, IPv6: tables } } as unknown as KernelConfig;
  const scheduled = () => ({ earlier: [], now: 0 });
  const branches = walkIpvs(passageTo(ip), { config, chooser: everyWay, sawRecently: () => false, scheduled });
  return branches?.map(({ verdict }) => verdict);
}

test('a virtual server is told by its address, a real server by both', () => {
  expect(ask('10.96.0.10', [])).toEqual([
    {
      kind: 'reject',
      rule: {
        id: 'ipvs/TCP 10.96.0.10:80',
        comment: 'default/web:http',
        because: [{ object: 'Service/default/web', path: 'spec.selector' }],
      },
    },
  ]);
  expect(ask('10.96.0.10', [real])).toMatchObject([
    { kind: 'dnat', rule: { id: 'ipvs/TCP 10.96.0.10:80/10.244.1.3:8080' }, ip: '10.244.1.3', port: 8080 },
  ]);
});

test('what is for no virtual server goes on', () => {
  expect(ask('10.96.0.11', [real])).toBeUndefined();
});
