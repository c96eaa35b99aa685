import { describe, expect, it } from 'vitest';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { execute } from '../shell/execute.ts';
import { settle } from './settle.ts';

const text = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, clusterIP: 10.96.0.50, ports: [{port: 80, nodePort: 30080}]}
`;

/** What the service controller has said of Service web after these commands: reasons, and how often. */
function said(...commands: string[]): string[] {
  const { cluster } = openDocuments(parseText(text));
  settle(cluster);
  for (const command of commands) {
    expect(execute(cluster, 'admin', command, '').stderr).toBe('');
    settle(cluster);
  }
  const { stdout } = execute(cluster, 'admin', 'kubectl describe svc web', '');
  const lines = stdout.slice(stdout.indexOf('  ----')).split('\n').slice(1);
  return lines.flatMap(
    (line) => /^ +(?:Normal|Warning) +(\w+) +\S+ +(?:\((x\d+) over)?/.exec(line)?.slice(1).join('') ?? [],
  );
}

// as recorded from the service controller of a real cluster
describe('what the service controller says', () => {
  const ENSURED = ['EnsuringLoadBalancer', 'EnsuredLoadBalancer'];

  it('ensures a load balancer once, and again when the Service asks for something else', () => {
    expect(said()).toEqual(ENSURED);
    expect(said('kubectl annotate svc web a=b')).toEqual(ENSURED.map((reason) => `${reason}x2`));
    expect(said('kubectl patch svc web -p \'{"spec":{"externalTrafficPolicy":"Local"}}\'')).toEqual(
      ENSURED.map((reason) => `${reason}x2`),
    );
    expect(said('kubectl label svc web a=b', 'kubectl set selector svc web a=b')).toEqual(ENSURED);
  });

  it('tells of other Nodes, but not of cordoned ones', () => {
    const excluded = 'kubectl label node n1 node.kubernetes.io/exclude-from-external-load-balancers';
    expect(said(`${excluded}=true`, `${excluded}-`, 'kubectl delete node n3', 'kubectl cordon n2')).toEqual([
      ...ENSURED,
      'UpdatedLoadBalancerx3',
    ]);
    expect(said('kubectl delete node n1 n2 n3')).toEqual([
      ...ENSURED,
      'UpdatedLoadBalancerx2',
      'UnAvailableLoadBalancer',
    ]);
  });

  it('says that it deletes one that is wanted no more', () => {
    expect(said('kubectl patch svc web -p \'{"spec":{"type":"ClusterIP"}}\'')).toEqual([
      ...ENSURED,
      'DeletingLoadBalancer',
      'DeletedLoadBalancer',
    ]);
  });
});
