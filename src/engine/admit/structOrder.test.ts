import { expect, test } from 'vitest';
import { toJson } from '../goJson.ts';
import { inStructOrder } from './structOrder.ts';

/** Keys in the order in which kubectl 1.36 wrote them. */
const REAL = [
  '{"kind":"Service","apiVersion":"v1","metadata":{"name":"s","labels":{"app":"s","layer":"front"}},"spec":{"ports":[{"name":"80-8080","protocol":"TCP","port":80,"targetPort":8080}],"selector":{"app":"s"},"type":"ClusterIP"},"status":{"loadBalancer":{}}}',
  '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"t","labels":{"run":"t"}},"spec":{"containers":[{"name":"t","image":"nginx","resources":{}}],"restartPolicy":"Always","dnsPolicy":"ClusterFirst"},"status":{}}',
  '{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d","labels":{"app":"d"}},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"d"}},"template":{"metadata":{"labels":{"app":"d"}},"spec":{"containers":[{"name":"nginx","image":"nginx","resources":{}}]}},"strategy":{}},"status":{}}',
  '{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"y"},"data":{"a":"b"}}',
];

test.each(REAL)('an object that kubectl made has its fields in the order of their types: %s', (real) => {
  const mixed = JSON.parse(toJson(JSON.parse(real))) as unknown;
  expect(toJson(inStructOrder(mixed), 0, true, true)).toBe(real);
});
