import { describe, expect, it } from 'vitest';
import { defaultPodSpec } from './podDefaults.ts';
import type { Fields } from './Fields.ts';
import { validatePodUpdate } from './podUpdateValidation.ts';

function pod(change: Fields = {}): Fields {
  const spec: Fields = { containers: [{ name: 'c', image: 'nginx' }], nodeName: 'n1', ...change };
  defaultPodSpec(spec);
  return { spec };
}

const fieldsOf = (now: Fields, before: Fields = {}): string[] =>
  validatePodUpdate(pod(now), pod(before)).map(({ field, message }) => `${field}: ${message}`);

describe('validatePodUpdate', () => {
  it('lets images, deadlines and new tolerations pass', () => {
    expect(fieldsOf({ containers: [{ name: 'c', image: 'nginx:2', imagePullPolicy: 'Always' }] })).toEqual([]);
    expect(fieldsOf({ activeDeadlineSeconds: 5 }, { activeDeadlineSeconds: 9 })).toEqual([]);
    expect(fieldsOf({ tolerations: [{ key: 'a' }, { key: 'b' }] }, { tolerations: [{ key: 'b' }] })).toEqual([]);
  });

  it('shows what has changed as the server has it', () => {
    const [error = ''] = fieldsOf({ nodeName: 'n2' });
    expect(error).toContain('spec: Forbidden: pod updates may not change fields other than');
    expect(error).toContain('\n- "NodeName": "n1",\n+ "NodeName": "n2",\n');
    expect(fieldsOf({ hostNetwork: true })[0]).toContain('-  "HostNetwork": false,\n+  "HostNetwork": true,\n');
  });

  it('counts containers before it compares them', () => {
    const two = {
      containers: [
        { name: 'c', image: 'a' },
        { name: 'd', image: 'b' },
      ],
      nodeName: 'n2',
    };
    expect(fieldsOf(two)).toEqual(['spec.containers: Forbidden: pod updates may not add or remove containers']);
  });

  it('keeps tolerations, gates and the nodeSelector of a gated Pod', () => {
    const gated = { schedulingGates: [{ name: 'a' }], nodeSelector: { a: 'b' } };
    expect(fieldsOf({}, { tolerations: [{ key: 'b' }] })).toEqual([
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ]);
    expect(fieldsOf({ ...gated, nodeSelector: { a: 'b', c: 'd' }, schedulingGates: [] }, gated)).toEqual([]);
    expect(fieldsOf({ ...gated, nodeSelector: {}, schedulingGates: [{ name: 'x' }] }, gated)).toEqual([
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'x'",
      'spec.nodeSelector: Invalid value: {}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ]);
  });
});
