import { expect, it } from 'vitest';
import type { PodTemplate } from '../../model/Workload.ts';
import { decode } from '../admit/decode.ts';
import { templateHash } from './templateHash.ts';

const web = (more = {}) => ({ name: 'web', image: 'nginx:1.27', ...more });

// The hashes are those of Kubernetes' own code (k8s.io/utils/dump, hash/fnv, util/rand) for these templates.
it.each([
  ['74bbfd4bdd', { spec: { containers: [web()] } }],
  [
    '675f7f5666',
    {
      metadata: { labels: { app: 'web', tier: 'front' }, annotations: { note: 'grüße 😀 <&>' } },
      spec: {
        containers: [
          web({
            ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }],
            resources: { limits: { cpu: '500m', memory: '128Mi' }, requests: { cpu: '0', memory: '3Gi' } },
          }),
        ],
        restartPolicy: 'Always',
        securityContext: {},
      },
    },
  ],
  [
    '644f4bc5df',
    {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          web({
            readinessProbe: { httpGet: { path: '/', port: 'http', scheme: 'HTTP' }, periodSeconds: 10 },
            env: [{ name: 'IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } }],
          }),
        ],
        volumes: [
          { name: 'e', emptyDir: {} },
          { name: 'i', iscsi: { targetPortal: 'a', iqn: 'b', lun: 1, chapAuthDiscovery: true } },
          { name: 'r', rbd: { monitors: ['m'], image: 'i', user: 'u' } },
          { name: 'z', azureDisk: { diskName: 'd', diskURI: 'u', kind: 'Shared' } },
        ],
        tolerations: [{ operator: 'Exists' }],
        hostAliases: [{ ip: '1.2.3.4', hostnames: ['a'] }],
      },
    },
  ],
])('gives a template the hash that a real cluster gives it: %s', (hash, template) => {
  expect(templateHash(decode('PodTemplateSpec', template).object as unknown as PodTemplate)).toBe(hash);
});
