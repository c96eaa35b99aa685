import type { Pod } from '../../../model/Pod.ts';
import { findResource } from '../../admit/kinds.ts';
import { type Flag, flag, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { allNames, containersIn, mustHaveContainer } from './containerNamed.ts';
import { KubectlError } from './KubectlError.ts';
import { podsBehind } from './podsBehind.ts';
import type { Session } from './Session.ts';

export const logsFlags: Flag[] = [
  flag.selector,
  { name: 'container', short: 'c', type: 'string' },
  { name: 'follow', short: 'f', type: 'bool' },
  { name: 'previous', short: 'p', type: 'bool' },
  { name: 'all-containers', type: 'bool' },
  { name: 'all-pods', type: 'bool' },
  { name: 'prefix', type: 'bool' },
  { name: 'timestamps', type: 'bool' },
  { name: 'tail', type: 'int' },
  { name: 'since', type: 'duration' },
  { name: 'since-time', type: 'string' },
  { name: 'limit-bytes', type: 'int' },
  { name: 'max-log-requests', type: 'int' },
  { name: 'ignore-errors', type: 'bool' },
  { name: 'insecure-skip-tls-verify-backend', type: 'bool' },
  { name: 'pod-running-timeout', type: 'string' },
];

const USAGE =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command" +
  "\nSee 'kubectl logs -h' for help and examples";

/** `kubectl logs`: finds the container as kubectl does. What its program would have printed nobody knows here. */
export function logs(session: Session, args: ParsedArgs): void {
  const namespace = namespaceOf(args);
  const [word, inline] = args.words;
  const selector = valueOf(args, flag.selector);
  if ((word === undefined && selector === undefined) || args.words.length > 2) throw KubectlError.plain(USAGE);
  const pods =
    selector === undefined ? podsBehind(session, namespace, word ?? '') : selected(session, namespace, selector);
  const [pod] = pods;
  if (!pod) {
    session.complain(`No resources found in ${namespace} namespace.`);
    return;
  }
  const wanted = valueOf(args, { name: 'container' }) ?? inline;
  if (wanted !== undefined) mustHaveContainer(pod, wanted);
  const [first] = pod.spec.containers;
  if (wanted === undefined && containersIn(pod).length > 1 && !args.flags.has('all-containers'))
    session.complain(`Defaulted container "${first?.name}" out of: ${allNames(pod)}`);
  throw KubectlError.plain(
    `kubehop does not know what the program in container "${wanted ?? first?.name}" of pod "${pod.metadata.name}" would have printed: it runs no images`,
  );
}

function selected(session: Session, namespace: string, selector: string): Pod[] {
  const info = findResource('pods');
  return info ? podsBehind(session, namespace, '', selector) : [];
}
