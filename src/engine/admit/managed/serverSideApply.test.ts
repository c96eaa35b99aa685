import { expect, test } from 'vitest';
import { openCluster } from '../../cluster/open.ts';
import { readSettings } from '../../cluster/settings.ts';
import { kindInfo, type KindInfo } from '../kinds.ts';
import { applyObject } from './serverSideApply.ts';

const MAP = kindInfo('ConfigMap') as KindInfo;

// conflict.go, getConflictMessage
test('what another manager has is not taken without force', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const apply = (manager: string, data: object, force = false) => {
    const configuration = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data };
    return applyObject(cluster, MAP, 'default', 'a', configuration, { manager, force });
  };
  expect(apply('m', { x: '1', y: '1' }).ok).toBe(true);
  expect(apply('n', { x: '2' })).toEqual({
    ok: false,
    warnings: [],
    status: {
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "m": .data.x',
      causes: [],
    },
  });
  expect(apply('n', { x: '2', y: '2' })).toMatchObject({
    status: { message: 'Apply failed with 2 conflicts: conflicts with "m":\n- .data.x\n- .data.y' },
  });
  expect(apply('n', { x: '2' }, true)).toMatchObject({ ok: true, object: { data: { x: '2', y: '1' } } });
});
