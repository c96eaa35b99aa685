import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Variant, VARIANTS } from '../model/Variant.ts';
import { simulate } from './simulate.ts';
import { withEdits } from '../model/withEdits.ts';
import { variantEdits } from './variantEdits.ts';

const vary = (text: string, variant: Variant): string => withEdits(text, variantEdits(text, variant));

const service = `# the shop's front
apiVersion: v1
kind: Service
metadata: {name: web}
spec:            # mind the comment
  type: NodePort
  ports: [{port: 80}]
`;

describe('variantEdits', () => {
  it('adds a field where it is missing, and keeps comments', () => {
    expect(vary(service, 'externalLocal')).toBe(service.replace('  type', '  externalTrafficPolicy: Local\n  type'));
  });
  it('replaces a value, and changes nothing that is so already', () => {
    const local = vary(service, 'externalLocal');
    expect(vary(local, 'externalCluster')).toBe(local.replace('Local', 'Cluster'));
    expect(variantEdits(local, 'externalLocal')).toEqual([]);
  });
  it('adds the configuration of kube-proxy, or edits it', () => {
    const nft = vary(service, 'nftables');
    expect(nft).toBe(
      `${service}---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: nftables\n`,
    );
    expect(vary(nft, 'iptables')).toBe(nft.replace('mode: nftables', 'mode: iptables'));
    expect(variantEdits(service, 'iptables')).toEqual([]);
    const json = '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}\n';
    expect(simulate({ text: vary(json, 'nftables') }).proxyMode).toBe('nftables');
    expect(vary(json + json, 'nftables')).toMatch(/\}\n\{.*"mode":"nftables"\}\n$/);
  });
  it('edits one Service of several, by its key', () => {
    const two = `${service}---\n${service.replace('name: web', 'name: web, namespace: shop')}`;
    const one = withEdits(two, variantEdits(two, 'affinityClientIP', 'Service/shop/web'));
    expect(one).toBe(
      `${service}---\n${vary(service.replace('name: web', 'name: web, namespace: shop'), 'affinityClientIP')}`,
    );
    expect(variantEdits(two, 'affinityClientIP', 'Service/default/other')).toEqual([]);
  });
  it('writes into braces and into Lists', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}, spec: {type: LoadBalancer, ports: [{port: 1}]}}\n';
    expect(vary(list, 'externalLocal')).toBe(list.replace('{type', '{externalTrafficPolicy: Local, type'));
    const json = '{"kind": "Service", "spec": {"ports": [{"port": 1}]}}';
    expect(JSON.parse(vary(json, 'internalLocal'))).toMatchObject({ spec: { internalTrafficPolicy: 'Local' } });
  });
  it('leaves alone what may not have the field', () => {
    expect(variantEdits(service.replace('NodePort', 'ClusterIP'), 'externalLocal')).toEqual([]);
    expect(variantEdits(service.replace('type: NodePort', 'type: ExternalName'), 'internalLocal')).toEqual([]);
    expect(variantEdits(service.replace('type: NodePort', 'clusterIP: None'), 'internalLocal')).toEqual([]);
    expect(variantEdits('', 'externalLocal')).toEqual([]);
    expect(variantEdits('}: [', 'externalLocal')).toEqual([]);
  });
  it.each(readdirSync('src/scenarios').filter((f) => f.endsWith('.yaml')))(
    '%s in every variant is still understood',
    (file) => {
      const text = readFileSync(`src/scenarios/${file}`, 'utf8');
      const errorsOf = (of: string): string[] =>
        simulate({ text: of }).diagnostics.flatMap(({ severity, message }) =>
          severity === 'error' ? [String(message)] : [],
        );
      // one scenario is about a refusal, and a health check port goes with Local only: the API server says so
      const meant = (message: string): boolean => own.has(message) || message.startsWith('spec.healthCheckNodePort');
      const own = new Set(errorsOf(text));
      for (const variant of Object.keys(VARIANTS) as Variant[]) {
        const varied = vary(text, variant);
        expect(variantEdits(varied, variant)).toEqual([]);
        expect(errorsOf(varied).filter((message) => !meant(message))).toEqual([]);
      }
    },
  );
});
