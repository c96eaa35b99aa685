import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { maskSecrets } from './maskSecrets.ts';

const secret = {
  apiVersion: 'v1',
  data: { 'tls.key': 'c2VjcmV0', user: 'YWRtaW4=' },
  kind: 'Secret',
  metadata: { name: 's' },
};
const config = { apiVersion: 'v1', data: { mode: 'c2VjcmV0' }, kind: 'ConfigMap', metadata: { name: 'c' } };

const yaml = `apiVersion: v1
items:
- apiVersion: v1
  data:
    tls.key: c2VjcmV0
    user: YWRtaW4=
  kind: Secret
  metadata:
    annotations:
      kubectl.kubernetes.io/last-applied-configuration: |
        {"apiVersion":"v1","data":{"tls.key":"c2VjcmV0"},"kind":"Secret","metadata":{"name":"s"}}
    name: s
- apiVersion: v1
  data:
    mode: plain
  kind: ConfigMap
  metadata:
    name: c
kind: List
`;

it('masks what kubectl prints of Secrets as YAML, and of nothing else', () => {
  const masked = maskSecrets(yaml);
  expect(masked).not.toMatch(/c2VjcmV0|YWRtaW4/);
  expect(masked).toContain('    user: bWFza2Vk # masked\n');
  expect(masked).toContain('    mode: plain\n');
  const [document] = parseAllDocuments(masked);
  expect(document?.toJSON().items[0].data).toEqual({ 'tls.key': 'bWFza2Vk', user: 'bWFza2Vk' });
});

it('masks one Secret among documents, written in any order', () => {
  const text = `kind: Secret\nmetadata: {name: s}\nstringData:\n  a: hidden\n---\nkind: ConfigMap\ndata:\n  a: hidden\n`;
  expect(maskSecrets(text)).toBe(text.replace('a: hidden', 'a: bWFza2Vk # masked'));
});

it('masks values of several words and lines', () => {
  const text =
    'kind: Secret\nstringData:\n  a: "two words"\n  b: |\n    first\n\n    second\n  c: more words\ntype: Opaque\n';
  expect(maskSecrets(text)).toBe(
    'kind: Secret\nstringData:\n  a: "bWFza2Vk" # masked\n  b: |\n    masked\n\n    masked\n  c: bWFza2Vk # masked\ntype: Opaque\n',
  );
});

it('masks JSON, which stays JSON', () => {
  const list = { apiVersion: 'v1', items: [secret, config], kind: 'List' };
  const masked = JSON.parse(maskSecrets(JSON.stringify(list, null, 4)));
  expect(masked.items[0].data).toEqual({ 'tls.key': 'bWFza2Vk', user: 'bWFza2Vk' });
  expect(masked.items[1]).toEqual(config);
});

it('leaves other texts as they are', () => {
  for (const text of ['', 'kind: Service\n', 'data:\n  a: b\n# a Secret\n']) expect(maskSecrets(text)).toBe(text);
});
