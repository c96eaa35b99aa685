import { expect, test } from 'vitest';
import { namesIn } from './namesIn.ts';

const known = {
  pods: [
    { namespace: 'default', name: 'web-1', system: false },
    { namespace: 'kube-system', name: 'coredns', system: true },
  ],
  services: [{ namespace: 'shop', name: 'web', system: false }],
  nodes: [{ name: 'n1' }],
} as unknown as Parameters<typeof namesIn>[1];

const found = (text: string) => namesIn(text, known).map(({ start, end, object }) => [text.slice(start, end), object]);

test('names of objects in what a program printed', () => {
  expect(found('NAME    READY  NODE\nweb-1   1/1    n1\n')).toEqual([
    ['web-1', 'Pod/default/web-1'],
    ['n1', 'Node//n1'],
  ]);
  expect(found('service/web patched\npod/web-1 deleted\n')).toEqual([
    ['web', 'Service/shop/web'],
    ['web-1', 'Pod/default/web-1'],
  ]);
});

test('not what is called the same, nor a part of something else', () => {
  expect(found('deployment.apps/web created')).toEqual([]);
  expect(found('http://web:80/ web.shop app=web coredns webs')).toEqual([]);
});
