import { expect, it } from 'vitest';
import { simulate } from '../engine/index.ts';
import { causesOf } from './causes.ts';

const text = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [192.0.2.0/24]
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec:
  containers: [{name: web, image: tomcat, ports: [{containerPort: 8080}]}]
`;

it('names the field of the rule that decided before those of the rules on the way there', () => {
  for (const mode of ['iptables', 'nftables']) {
    const settings = `---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ${mode}\n`;
    const { reach } = simulate({
      text: text + settings,
      traffic: { from: { kind: 'client' }, url: 'tcp://203.0.113.10:80' },
    });
    const hop = reach?.traces[0]?.hops.at(-1);
    expect(hop?.steps.map(({ kind }) => kind)).toContain('drop');
    expect(causesOf(hop!)[0]?.path).toBe('spec.loadBalancerSourceRanges');
  }
});
