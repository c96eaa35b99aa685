import { describe, expect, it } from 'vitest';
import type { ServiceSpec } from '../../model/Service.ts';
import { settle } from '../controllers/settle.ts';
import { openDocuments } from '../openDocuments.ts';
import { parseText } from '../parse/parse.ts';
import { execute } from '../shell/execute.ts';
import { clusterFixture, putService } from '../trace/clusterFixture.ts';
import { reach } from '../trace/reach.ts';
import { kernelConfigOf } from './kernelConfig.ts';

const text = `
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
nodePortAddresses: [127.0.0.0/8, 192.168.251.102/32]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  healthCheckNodePort: 30099
  selector: {app: web}
  ports: [{port: 80, nodePort: 30080}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-2, labels: {app: web}}
spec: {nodeName: n2, containers: [{name: c, image: nginx}]}
`;

// recorded from a real cluster
describe('health check node ports', () => {
  const { cluster } = openDocuments(parseText(text));
  settle(cluster);

  it('listen at the node port addresses, those of loopback too', () => {
    const asks = (at: string) => execute(cluster, 'node/n1', `curl -s http://${at}:30099/`, '').exit;
    expect(asks('127.0.0.1')).toBe(0);
    expect(asks('192.168.251.101')).toBe(7);
    expect(asks('192.168.251.102')).toBe(0);
  });

  it('keep Nodes whose own address is none of them from the load balancer', () => {
    const { traces } = reach(cluster, { kind: 'client' }, 'tcp://203.0.113.10:80');
    expect(traces.map(({ ending }) => ending)).toMatchObject([{ result: 'delivered', pod: 'default/web-2' }]);
  });
});

// recorded from a real cluster
describe('health check node ports of two families', () => {
  const open = (families: string) => {
    const dual = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: "10.244.0.0/16,fd00:10:244::/48", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112"}
---
${text.replace('nodePortAddresses:', '#').replace('type: LoadBalancer', `type: LoadBalancer\n  ${families}`)}`;
    const { cluster } = openDocuments(parseText(dual));
    settle(cluster);
    return cluster;
  };

  it('count the endpoints of the family that is asked', () => {
    const cluster = open('ipFamilyPolicy: RequireDualStack');
    for (const at of ['192.168.251.101', '[fd00:251::101]'])
      expect(execute(cluster, 'client', `curl -s http://${at}:30099/`, '').stdout).toContain('"localEndpoints": 1,');
    const sockets = execute(cluster, 'node/n1', 'ss -Hltn sport = :30099', '').stdout;
    expect(sockets.match(/\S+:30099/g)).toEqual(['0.0.0.0:30099', '[::]:30099']);
  });

  it('are not open at addresses of a family that the Service has not, and the load balancer asks the first', () => {
    const cluster = open('ipFamilies: [IPv6]');
    const codes = ['192.168.251.101', '[fd00:251::101]'].map(
      (at) => execute(cluster, 'client', `curl -s http://${at}:30099/`, '').exit,
    );
    expect(codes).toEqual([7, 0]);
    const { traces } = reach(cluster, { kind: 'client' }, 'tcp://203.0.113.10:80');
    expect(traces.map(({ ending }) => ending.result)).toEqual(['timeout']);
  });
});

// pkg/proxy/servicechangetracker.go, HealthCheckNodePorts; healthcheck/service_health.go, SyncServices
describe('the sockets of kube-proxy', () => {
  const sockets = (spec: Partial<ServiceSpec> = {}, labels: Record<string, string> = {}): string[] => {
    const cluster = clusterFixture();
    const service = putService(cluster, 'web', { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ...spec }, []);
    cluster.store.put({ ...service, metadata: { ...service.metadata, labels } });
    const { listeners } = kernelConfigOf(cluster, 'n1');
    return listeners.filter(({ owner }) => owner === 'kube-proxy').map(({ address, port }) => `${address} ${port}`);
  };
  const own = ['127.0.0.1 10249', '0.0.0.0 10256', ':: 10256'];
  const check = { healthCheckNodePort: 30099 };
  const both = ['10.96.0.10', 'fd00:10:96::10'];

  it.each<[what: string, spec: Partial<ServiceSpec>, labels: Record<string, string>, more: string[]]>([
    ['no Service to check', { clusterIPs: both }, {}, []],
    ['one of both families', { ...check, clusterIPs: both }, {}, ['0.0.0.0 30099', ':: 30099']],
    ['one of IPv4', { ...check, clusterIPs: ['10.96.0.10'] }, {}, ['0.0.0.0 30099']],
    ['one of IPv6', { ...check, clusterIPs: ['fd00:10:96::10'] }, {}, [':: 30099']],
    ['one of another proxy', { ...check, clusterIPs: both }, { 'service.kubernetes.io/service-proxy-name': 'x' }, []],
  ])('with %s', (_, spec, labels, more) => {
    expect(sockets(spec, labels)).toEqual([...own, ...more]);
  });
});
