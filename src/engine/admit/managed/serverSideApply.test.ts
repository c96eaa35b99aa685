import { expect, test } from 'vitest';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
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

test('those who have it are told by their names', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const apply = (manager: string, data: object) => {
    const configuration = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data };
    return applyObject(cluster, MAP, 'default', 'a', configuration, { manager, force: false });
  };
  for (const [manager, field] of [
    ['n', 'x'],
    ['o', 'y'],
    ['m', 'z'],
  ] as const)
    expect(apply(manager, { [field]: '1' }).ok).toBe(true);
  expect(apply('other', { x: '2', y: '2', z: '2' })).toMatchObject({
    status: {
      message:
        'Apply failed with 3 conflicts: conflicts with "m":\n- .data.z\nconflicts with "n":\n- .data.x\nconflicts with "o":\n- .data.y',
    },
  });
});

const applied = (configuration: object, cluster = openCluster(readSettings([]).settings, [])) =>
  applyObject(cluster, MAP, 'default', 'a', configuration, { manager: 'kubectl', force: true });

test('what cannot be merged is refused by nobody in particular', () => {
  expect(applied({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: 'x' })).toEqual({
    ok: false,
    warnings: [],
    status: {
      code: 500,
      reason: '',
      message: 'failed to create typed patch object (default/a; /v1, Kind=ConfigMap): .data: expected map, got &{x}',
      causes: [],
    },
  });
  const metadata = { name: 'a', managedFields: [{}] };
  expect(applied({ apiVersion: 'v1', kind: 'ConfigMap', metadata })).toMatchObject({
    status: { code: 400, reason: 'BadRequest', message: 'metadata.managedFields must be nil' },
  });
});

// lastappliedupdater.go
test('the annotation of client-side apply is kept up by kubectl, where it is there', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const map = (annotations: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations } });
  const kept = (configuration: object): unknown => {
    const response = applied(configuration, cluster);
    return response.ok ? response.object.metadata.annotations?.[LAST_APPLIED] : response.status.message;
  };
  const written = (annotations: string) =>
    `{"apiVersion":"v1","kind":"ConfigMap","metadata":{${annotations}"name":"a"}}\n`;
  expect(kept(map({ [LAST_APPLIED]: '{}' }))).toBe('{}');
  expect(kept(map({ [LAST_APPLIED]: '{}', b: 'c' }))).toBe(written('"annotations":{"b":"c"},'));
  expect(kept(map({ [LAST_APPLIED]: '{}' }))).toBe(written('"annotations":{},'));
  expect(kept({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } })).toBeUndefined();
});
