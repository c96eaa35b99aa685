import { beforeAll, expect, test } from 'vitest';
import { openCluster } from '../cluster/open.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { readSettings } from '../cluster/settings.ts';
import { parseText } from '../parse/parse.ts';
import { isPlain } from '../plain.ts';
import type { ApiResponse } from './ApiResponse.ts';
import { createObject, patchObject, updateObject } from './api.ts';
import { deleteObject } from './deleteObject.ts';
import answers from './changes.txt?raw';
import requests from './changes.yaml?raw';
import type { Fields } from './Fields.ts';
import { sorted } from './labelSelector.ts';
import { WARNERS } from './warners.ts';
import { bringWarnings } from './warnings.ts';

// One request after another to the API server of a dual-stack cluster: what it fills in (pkg/apis/*/v1/defaults.go),
// what it lets change and what not (Validate…Update), and patches. What clusters have answered is recorded in
// conformance/api.

const NETWORKS = { podSubnet: '10.244.0.0/16,fd00:10:244::/48', serviceSubnet: '10.96.0.0/12,fd00:10:96::/112' };

const UID = /[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/g;

function ask(cluster: Cluster, request: Fields): ApiResponse {
  const { kind, name, namespace = 'default', patch, body, subresource } = request;
  if (request['delete'])
    return deleteObject(cluster, request['delete'], namespace, name, {
      ...(request['grace'] ? { gracePeriodSeconds: request['grace'] } : {}),
      ...(request['dryRun'] ? { dryRun: true } : {}),
    });
  if (patch) return patchObject(cluster, kind, namespace, name, patch, body, subresource ? { subresource } : {});
  const { metadata } = request;
  const known =
    cluster.store.get(kind, metadata.namespace ?? 'default', metadata.name) ??
    cluster.store.get(kind, undefined, metadata.name);
  return known ? updateObject(cluster, request, {}) : createObject(cluster, request, {});
}

/** Warnings, and the refusal or the object as it is then, without what no manifest has. */
function told({ warnings, ...response }: ApiResponse): string {
  const notes = (warnings ?? []).map((warning) => `Warning: ${warning}\n`).join('');
  // The first line: how two specs of a Pod differ is seen in podUpdateValidation.test.ts.
  // What an object that a patch makes of another looks like: in misfit.test.ts.
  if (!response.ok)
    return (
      notes +
      response.status.message
        .split('\n', 1)
        .join('')
        .replace(/"\{\\.*\}"/, '"{…}"')
    );
  const { apiVersion: _, kind, metadata, ...rest } = response.object as Fields;
  const { name, labels, annotations, finalizers, generation, deletionGracePeriodSeconds } = metadata;
  const kept = { labels, annotations, finalizers, generation, deletionGracePeriodSeconds };
  const shown = JSON.stringify({ ...kept, ...rest }, (_, v) => (isPlain(v) ? sorted(v) : v));
  return `${notes}${kind} ${name} ${shown.replaceAll(UID, 'UID').replaceAll(/kube-api-access-\w{5}/g, 'kube-api-access-xxxxx')}`;
}

beforeAll(() => bringWarnings(WARNERS));

test('what is written is completed, checked against what was there, and kept', () => {
  const { settings } = readSettings([{ kind: 'ClusterConfiguration', networking: NETWORKS }]);
  const cluster = openCluster(settings, []);
  const given = parseText(requests).documents.map(({ value }) => told(ask(cluster, value as Fields)));
  expect(given.join('\n\n').split('\n')).toEqual(answers.trimEnd().split('\n'));
});
