import type { Endpoints, EndpointSlice } from '../../../model/EndpointSlice.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Service } from '../../../model/Service.ts';
import { toYaml } from '../goYaml.ts';
import { type Flag, flag, isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { describeLines, type Line, mapLines } from './describeLines.ts';
import { describeEndpoints, describeEndpointSlice } from './describeEndpoints.ts';
import { describeService } from './describeService.ts';
import { select } from './get.ts';
import { KubectlError, type Problem } from './KubectlError.ts';
import { requestsOf } from './resources.ts';
import type { Session } from './Session.ts';

export const describeFlags: Flag[] = [
  flag.selector,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.allNamespaces,
  { name: 'show-events', type: 'bool' },
  { name: 'chunk-size', type: 'string' },
];

/** `kubectl describe`: objects of the kinds that have a description, two empty lines between them. */
export function describe(session: Session, args: ParsedArgs): void {
  if (args.words.length === 0)
    throw KubectlError.plain(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  const everywhere = isSet(args, flag.allNamespaces);
  const objects: KubeObject[] = [];
  const problems: Problem[] = [];
  let named = false;
  for (const { info, name } of requestsOf(args.words)) {
    named ||= name !== undefined;
    try {
      if (name !== undefined) {
        const all = session.list(info, namespaceOf(args));
        const exact = all.find((object) => object.metadata.name === name);
        // Without an exact name, describe takes every object whose name begins so.
        const found = exact ? [exact] : all.filter((object) => object.metadata.name.startsWith(name));
        if (found.length === 0) session.get(info, namespaceOf(args), name);
        objects.push(...found);
      } else {
        const all = session.list(info, everywhere ? undefined : namespaceOf(args));
        objects.push(...select(info, all, valueOf(args, flag.selector), undefined));
      }
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      problems.push(...error.problems);
    }
  }
  session.stdout += objects.map((object) => describeObject(session, object)).join('\n\n');
  if (problems.length > 0) throw new KubectlError(problems);
  if (objects.length === 0 && !named)
    session.complain(everywhere ? 'No resources found' : `No resources found in ${namespaceOf(args)} namespace.`);
}

function describeObject(session: Session, object: KubeObject): string {
  switch (object.kind) {
    case 'Service':
      return describeService(session.cluster, object as Service);
    case 'Endpoints':
      return describeEndpoints(object as Endpoints);
    case 'EndpointSlice':
      return describeEndpointSlice(object as EndpointSlice);
    default:
      return describePlain(object);
  }
}

/** Kinds without a description of their own here: name, labels, annotations, and the spec as YAML. */
function describePlain(object: KubeObject): string {
  const { metadata } = object;
  const lines: Line[] = [['Name:', metadata.name]];
  if (metadata.namespace !== undefined) lines.push(['Namespace:', metadata.namespace]);
  lines.push(...mapLines('Labels:', metadata.labels, '='), ...mapLines('Annotations:', metadata.annotations, ': '));
  const rest = ['spec', 'data', 'status'].flatMap((field) => {
    if (object[field] === undefined) return [];
    const text = toYaml(object[field]).trimEnd().replace(/^/gm, '  ');
    return [`${field[0]?.toUpperCase()}${field.slice(1)}:\n${text}\n`];
  });
  return `${describeLines(lines)}${rest.join('')}${describeLines([['Events:', '<none>']])}`;
}
