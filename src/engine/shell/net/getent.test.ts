import { describe, expect, it } from 'vitest';
import { settle } from '../../controllers/settle.ts';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../execute.ts';

const text = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.50, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: ext}
spec: {type: ExternalName, externalName: web.default.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: ext2}
spec: {type: ExternalName, externalName: ext.default.svc.cluster.local}
---
apiVersion: v1
kind: Pod
metadata: {name: asker}
spec:
  nodeName: n1
  hostname: h1
  subdomain: peers
  hostAliases: [{ip: 10.96.0.50, hostnames: [www.shop.example, shop]}]
  containers: [{name: c, image: busybox}]
`;
const { cluster } = openDocuments(parseText(text));
settle(cluster);
const says = (command: string) => execute(cluster, 'pod/asker', command, '');

// recorded with glibc 2.36 in a Pod of a real cluster
describe('getent', () => {
  it('prints the name that has the address, then its aliases', () => {
    const name = 'web.default.svc.cluster.local ext2.default.svc.cluster.local ext.default.svc.cluster.local';
    expect(says('getent hosts ext2').stdout).toBe(`10.96.0.50      ${name}\n`);
  });

  it('looks an address up backwards', () => {
    expect(says('getent hosts 10.96.0.1').stdout).toBe('10.96.0.1       kubernetes.default.svc.cluster.local\n');
    expect(says('getent hosts 10.96.9.9')).toEqual({ stdout: '', stderr: '', exit: 2 });
  });

  it('prints the line of /etc/hosts that has the name', () => {
    for (const name of ['shop', 'www.shop.example'])
      expect(says(`getent hosts ${name}`).stdout).toBe('10.96.0.50      www.shop.example shop\n');
    expect(says('hostname').stdout).toBe('h1\n');
    expect(says('hostname -f').stdout).toBe('h1.peers.default.svc.cluster.local\n');
  });

  it('asks the resolver of the own network outside', () => {
    const asks = (place: string) => execute(cluster, place, 'cat /etc/resolv.conf', '').stdout;
    expect(asks('client')).toBe('nameserver 198.51.100.1\n');
    expect(asks('node/n1')).toBe('nameserver 192.168.251.1\n');
    expect(execute(cluster, 'client', 'nslookup web', '').stdout).toContain('Server:\t\t198.51.100.1\n');
  });

  it('lists the kinds of sockets with their blanks', () => {
    expect(says('getent ahosts web').stdout).toBe(
      '10.96.0.50      STREAM web.default.svc.cluster.local\n10.96.0.50      DGRAM  \n10.96.0.50      RAW    \n',
    );
  });
});
