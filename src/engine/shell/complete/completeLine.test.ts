import { describe, expect, it } from 'vitest';
import { openSettled } from '../../openSettled.ts';
import { completeLine } from './completeLine.ts';

const { cluster } = openSettled(`apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.80, selector: {app: web}, ports: [{port: 8080}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {containers: [{name: c, image: tomcat}]}
---
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop}
spec: {containers: [{name: c, image: tomcat}]}
`).opened;

const offers = (line: string, on = 'admin'): string[] => completeLine(cluster, on, line).options;

describe('completeLine', () => {
  it('offers programs of the place', () => {
    expect(offers('kub')).toEqual(['kubectl']);
    expect(offers('ipt', 'node/n1')).toEqual(['iptables', 'iptables-save']);
    expect(offers('ipt', 'client')).toEqual([]);
    expect(offers('kubectl get pods | gr')).toEqual(['grep']);
    expect(offers('x', 'node/nobody')).toEqual([]);
  });

  it('offers verbs, kinds, names, flags and their values', () => {
    expect(offers('kubectl desc')).toEqual(['describe']);
    expect(offers('kubectl get endp')).toEqual(['endpoints', 'endpointslices', 'endpointslice']);
    expect(offers('kubectl get service w')).toEqual(['web']);
    expect(offers('kubectl get svc/')).toEqual(['svc/kubernetes', 'svc/web']);
    expect(offers('k get pods -n ')).toContain('shop');
    expect(offers('k get pods -n shop ')).toEqual(['cart']);
    expect(offers('kubectl get pods --all-n')).toEqual(['--all-namespaces']);
    expect(offers('kubectl get pods -o w')).toEqual(['wide']);
    expect(offers('kubectl get pods -l a')).toEqual(['app=web']);
    expect(offers('kubectl rollout re')).toEqual(['restart', 'resume']);
    expect(offers('kubectl drain n')).toEqual(['n1', 'n2', 'n3']);
    expect(offers('kubectl exec web-')).toEqual(['web-1']);
    expect(offers('while kubectl get po')).toEqual([
      'pods',
      'pod',
      'podtemplates',
      'podtemplate',
      'poddisruptionbudgets',
      'poddisruptionbudget',
      'po/',
    ]);
  });

  it('offers the names and addresses of Services', () => {
    expect(offers('curl w', 'client')).toEqual(['web:8080/']);
    expect(offers('curl http://10.96.0.8', 'pod/web-1')).toEqual(['http://10.96.0.80:8080/']);
    expect(offers('dig w', 'client')).toEqual(['web']);
  });

  it('says from where on it replaces', () => {
    expect(completeLine(cluster, 'admin', 'kubectl get service w').start).toBe('kubectl get service '.length);
  });
});
