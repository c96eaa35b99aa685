import { describe, expect, it } from 'vitest';
import { ARCHITECTURES, GALLERY, loadScenario, QUESTIONS } from '../scenarios/index.ts';
import { parseText } from '../engine/index.ts';
import { realCluster } from './realCluster.ts';

describe('realCluster', () => {
  it('keeps what a real cluster takes, as it was written', () => {
    const text = `# the shop\napiVersion: v1\nkind: Service\nmetadata: {name: web} # mine\n---\napiVersion: kubehop.dev/v1\nkind: Scenario\n---\n{"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "p"}}\n--- # nodes\napiVersion: v1\nkind: Node\nmetadata: {name: n1}\n---\n# only a comment\n---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: nftables\n`;
    expect(realCluster(text)).toBe(
      '# the shop\napiVersion: v1\nkind: Service\nmetadata: {name: web} # mine\n---\n{"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "p"}}\n',
    );
    expect(realCluster('')).toBe('');
    expect(realCluster(realCluster(text))).toBe(realCluster(text));
  });

  it('names what may not fit the cluster, once', () => {
    const text = `kind: Service\nspec: {clusterIP: 10.254.120.216}\n---\nkind: Service\nspec: {clusterIP: None}\n---\nkind: Pod\nspec:\n  nodeName: n1\n---\n{"kind":"Pod","spec":{"nodeName":"n1"}}\n`;
    const note = '# Of the scenario, and perhaps not of your cluster: nodeName n1, clusterIP 10.254.120.216\n';
    expect(realCluster(text)).toBe(note + text);
    expect(realCluster(note + text)).toBe(note + text);
    expect(realCluster('kind: Service\nspec: {clusterIP: "fd00:10:96::7"}\n')).toContain('clusterIP fd00:10:96::7\n');
  });

  it.each([...GALLERY, ...ARCHITECTURES, ...QUESTIONS])('%s: every other document, and nothing else', async (name) => {
    const text = await loadScenario(name);
    const valuesOf = (yaml: string) => parseText(yaml).documents.map(({ value }) => value as Record<string, unknown>);
    const ours = /^(kubehop\.dev|kubeadm|kubeproxy)/;
    const wanted = valuesOf(text).filter((one) => !ours.test(String(one['apiVersion'])) && one['kind'] !== 'Node');
    expect(valuesOf(realCluster(text))).toEqual(wanted);
  });
});
