import { describe, expect, it } from 'vitest';
import type { TypedLine } from '../model/Scenario.ts';
import { SCENARIO_FILE } from './openDocuments.ts';
import { createSession } from './Session.ts';
import { simulate } from './simulate.ts';
import { createMemo } from './SimulationMemo.ts';

const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: c, image: nginx}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
`;
const admin = (run: string): TypedLine => ({ on: 'admin', run });
const scale = admin('kubectl scale deployment/web --replicas=5');
const affinity = admin(`kubectl patch service web -p '{"spec":{"sessionAffinity":"ClientIP"}}'`);

const picture = (session: ReturnType<typeof createSession>, typed: TypedLine[]) =>
  simulate({ text, typed }, createMemo(session.open));

describe('a session', () => {
  it('says whether a command changed the cluster', () => {
    const session = createSession();
    expect(session.run({ text }, admin('kubectl get pods')).changed).toBe(false);
    expect(session.run({ text, typed: [admin('kubectl get pods')] }, scale).changed).toBe(true);
    // no object tells at once that a machine is off
    expect(session.run({ text }, { on: 'node/n2', run: 'poweroff' }).changed).toBe(true);
  });

  it('shows the cluster after what was typed, with where its Pods come from', () => {
    const { services, pods, origins } = picture(createSession(), [scale, affinity]);
    const web = services.find(({ name }) => name === 'web');
    expect(web?.endpoints).toHaveLength(5);
    expect(web?.sessionAffinity).toBe('ClientIP');
    const own = pods.filter(({ system }) => !system);
    expect(own.map(({ key }) => origins[key])).toEqual([0, 0, 0, 0, 0]);
  });

  it('remembers what was typed at each place, as bash numbers it', () => {
    const session = createSession();
    const typed = [admin('kubectl get pods'), { on: 'client', run: 'curl -s http://web' }, scale];
    const said = (run: string) => session.run({ text, typed }, admin(run)).result;
    expect(said('history').stdout).toBe(`    1  kubectl get pods\n    2  ${scale.run}\n    3  history\n`);
    expect(said('history 2 | grep -c scale').stdout).toBe('2\n'); // itself too
    expect(said("sh -c 'history'").stdout).toBe(''); // a script has none
    expect(said('history x')).toMatchObject({ stderr: 'sh: 1: history: x: numeric argument required\n', exit: 1 });
  });

  it('keeps the packets that tcpdump -w writes, as bytes', () => {
    const session = createSession();
    const client = (run: string) => ({ on: 'node/n1', run });
    const typed = [client('curl -s http://10.244.2.2')];
    const { files, stderr } = session.run({ text, typed }, client('tcpdump -i eth0 -c 1 -w /tmp/web.pcap tcp')).result;
    expect(stderr).toMatch(/^tcpdump: listening on eth0, link-type EN10MB .*\n1 packet captured\n2 packets received/);
    expect(files?.map(({ name }) => name)).toEqual(['/tmp/web.pcap']);
    // a file of one frame: two headers, and as many bytes as the second says
    const bytes = Array.from(files?.[0]?.text ?? '', (character) => character.charCodeAt(0));
    expect(bytes.slice(0, 4)).toEqual([0xa1, 0xb2, 0xc3, 0xd4]);
    expect(bytes).toHaveLength(24 + 16 + (bytes[24 + 11] ?? 0));
  });

  it.each(['-i eth0', '-i any', '-i any icmp', '-i eth0 udp'])(
    'tcpdump -r shows of %s what it showed itself',
    (what) => {
      const session = createSession();
      const node = (run: string) => ({ on: 'node/n1', run });
      const typed = [
        node('curl -s http://10.244.2.2'),
        node('curl -s http://10.244.2.2:81'),
        node('ping -c 1 10.244.2.2'),
        node('nc -zu 10.244.2.2 53'),
      ];
      const said = (run: string) => session.run({ text, typed }, node(run)).result;
      const { stdout } = said(`tcpdump -n ${what}`);
      expect(stdout).not.toBe('');
      const write = `tcpdump ${what.replace(/^(-i \w+)/, '$1 -w a.pcap')}`;
      const { stdout: read, stderr } = said(`${write} 2>/dev/null; tcpdump -nr a.pcap`);
      expect(read).toBe(stdout);
      expect(stderr).toMatch(
        /^reading from file a\.pcap, link-type (EN10MB|LINUX_SLL2) \(.*\), snapshot length 262144\n(Warning: interface names might be incorrect\n)?$/,
      );
      expect(said(`${write}; tcpdump -r a.pcap -w b.pcap; tcpdump -nr b.pcap`).stdout).toBe(stdout);
      expect(said('tcpdump -nr none.pcap')).toMatchObject({
        stderr: 'tcpdump: none.pcap: No such file or directory\n',
      });
      expect(said(`tcpdump -nr ${SCENARIO_FILE}`)).toMatchObject({
        stderr: 'tcpdump: unknown file format\n',
        exit: 1,
      });
    },
  );

  it('shows that a machine is off, or a kubelet silent, before the API server knows', () => {
    const typed = [
      { on: 'node/n1', run: 'systemctl stop kubelet' },
      { on: 'node/n2', run: 'poweroff' },
    ];
    const nodes = picture(createSession(), typed).nodes.filter(({ outage }) => outage !== null);
    expect(nodes.map(({ name, outage, ready }) => [name, outage, ready])).toEqual([
      ['n1', 'kubelet', true],
      ['n2', 'machine', true],
    ]);
  });

  it('makes the same cluster whether lines were typed now, before, or another way round', () => {
    const session = createSession();
    session.run({ text }, scale);
    const went = picture(session, [scale]);
    expect(picture(session, [scale, affinity])).toEqual(picture(createSession(), [scale, affinity]));
    expect(picture(session, [scale])).toEqual(went);
    expect(session.run({ text, typed: [scale] }, admin('kubectl get service web')).result.exit).toBe(0);
  });

  it('is needed for typed lines only', () => {
    expect(() => simulate({ text, typed: [scale] }, createMemo())).toThrow('no shell');
    expect(simulate({ text, typed: [] }).ok).toBe(true);
  });
});
