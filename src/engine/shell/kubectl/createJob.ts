import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Fields } from '../../admit/Fields.ts';
import { type Flag, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import type { Generator } from './Generator.ts';
import { KubectlError } from './KubectlError.ts';
import { requestsOf } from './resources.ts';

const imageFlag: Flag = { name: 'image', type: 'string' };

const container = (args: ParsedArgs, name: string): object => ({
  ...(args.after ? { command: args.after } : {}),
  image: valueOf(args, imageFlag),
  name,
  resources: {},
});

/** `kubectl create job NAME --image=IMAGE [-- COMMAND]`, or --from=cronjob/NAME. */
export const job: Generator = {
  flags: [imageFlag, { name: 'from', type: 'string' }],
  failure: 'failed to create job:',
  object(args, name, session) {
    const from = valueOf(args, { name: 'from' });
    const image = valueOf(args, imageFlag);
    if (Boolean(image) === Boolean(from)) throw KubectlError.plain('either --image or --from must be specified');
    if (from && args.after?.length) throw KubectlError.plain('cannot specify --from and command');
    const head = { apiVersion: 'batch/v1', kind: 'Job' };
    if (!from) {
      const spec = { containers: [container(args, name)], restartPolicy: 'Never' };
      return { ...head, metadata: { name }, spec: { template: { metadata: {}, spec } }, status: {} };
    }
    const [request] = requestsOf([from]);
    if (request?.name === undefined) throw KubectlError.plain('resource(s) were provided, but no name was specified');
    const owner: KubeObject = session.get(request.info, namespaceOf(args), request.name);
    if (request.info.kind !== 'CronJob')
      throw KubectlError.plain(`unknown object type *${request.info.version}.${request.info.kind}`);
    const { metadata = {}, spec } = (owner['spec'] as Fields)['jobTemplate'];
    return {
      ...head,
      metadata: {
        annotations: { ...metadata.annotations, 'cronjob.kubernetes.io/instantiate': 'manual' },
        ...(metadata.labels ? { labels: metadata.labels } : {}),
        name,
        ownerReferences: [
          {
            apiVersion: 'batch/v1',
            controller: true,
            kind: 'CronJob',
            name: owner.metadata.name,
            uid: owner.metadata.uid,
          },
        ],
      },
      spec,
      status: {},
    };
  },
};

/** `kubectl create cronjob NAME --image=IMAGE --schedule='0/5 * * * ?' [-- COMMAND]`. */
export const cronJob: Generator = {
  flags: [imageFlag, { name: 'schedule', type: 'string' }, { name: 'restart', type: 'string' }],
  required: ['image', 'schedule'],
  failure: 'failed to create cronjob:',
  object(args, name) {
    const restartPolicy = valueOf(args, { name: 'restart' }) || 'OnFailure';
    const spec = { template: { metadata: {}, spec: { containers: [container(args, name)], restartPolicy } } };
    const schedule = valueOf(args, { name: 'schedule' });
    return {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name },
      spec: { jobTemplate: { metadata: { name }, spec }, schedule },
      status: {},
    };
  },
};
