import { helpOf } from './help.ts';
import { findKind, type KindInfo } from '../../admit/kinds.ts';
import { attachablePod } from './attachablePod.ts';
import { containerFlags } from './containerNamed.ts';
import { type Flag, flag, namespaceOf, parseArgs, valueOf } from './flags.ts';
import { KubectlError, notFound } from './KubectlError.ts';
import type { Session } from './Session.ts';

// Commands that need a program in a container, or one beside kubectl: they say what is wrong with what they are asked,
// and else that nothing here does it.

const notSimulated = (verb: string): KubectlError => KubectlError.plain(`kubehop does not simulate "kubectl ${verb}"`);

/** `kubectl attach POD` */
export function attach(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl attach', argv, containerFlags);
  const [word = ''] = args.words;
  if (word === '') throw KubectlError.plain('at least 1 argument is required for attach');
  attachablePod(session, namespaceOf(args), word);
  throw notSimulated('attach');
}

/** `kubectl cp POD:FILE FILE` */
export function copy(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl cp', argv, [
    ...containerFlags,
    { name: 'no-preserve', type: 'bool' },
    { name: 'retries', type: 'string' },
  ]);
  const [remote, other] = args.words.filter((word) => word.includes(':'));
  if (args.words.length !== 2) throw KubectlError.plain('source and destination are required');
  if (other !== undefined) throw KubectlError.plain('one of src or dest must be a local file specification');
  if (remote === undefined) throw KubectlError.plain('one of src or dest must be a remote file specification');
  const [place = '', path = ''] = remote.split(/:(.*)/s);
  const [name = '', namespace = namespaceOf(args), more] = place.split('/').reverse();
  if (more !== undefined)
    throw KubectlError.plain('filespec must match the canonical format: [[namespace/]pod:]file/path');
  if (path === '') throw KubectlError.plain('filepath can not be empty');
  attachablePod(session, namespace, name);
  throw notSimulated('cp');
}

const POD = findKind('v1', 'Pod') as KindInfo;
const NODE = findKind('v1', 'Node') as KindInfo;

/** `kubectl debug POD --image=IMAGE` (cmd/debug/debug.go) */
export function debug(session: Session, argv: readonly string[]): void {
  const named = ['image', 'target', 'copy-to', 'profile', 'custom', 'image-pull-policy', 'set-image'];
  const switches = ['attach', 'share-processes', 'same-node', 'replace', 'keep-labels', 'arguments-only'];
  const args = parseArgs('kubectl debug', argv, [
    ...containerFlags,
    flag.filename,
    { name: 'env', type: 'list' },
    ...named.map((name): Flag => ({ name, type: 'string' })),
    ...switches.map((name): Flag => ({ name, type: 'bool' })),
  ]);
  if (!valueOf(args, { name: 'image' }) && !args.flags.has('copy-to'))
    throw KubectlError.plain('you must specify --image when not using --copy-to.');
  if (args.words.length === 0 && !args.flags.has(flag.filename.name))
    throw KubectlError.plain('NAME or filename is required for debug');
  for (const word of args.words) {
    const [type, name = type ?? ''] = word.split('/');
    session.get(/^(node|nodes|no)$/.test(type ?? '') && word.includes('/') ? NODE : POD, namespaceOf(args), name);
  }
  throw notSimulated('debug');
}

/** `kubectl certificate approve|deny NAME`: nobody signs anything here. */
export function certificate(session: Session, argv: readonly string[]): void {
  const [sub = '', ...rest] = argv;
  if (sub !== 'approve' && sub !== 'deny') {
    // of this group kubectl tells no wrong words
    session.stdout += helpOf('certificate') ?? '';
    return;
  }
  const args = parseArgs(`kubectl certificate ${sub}`, rest, [
    flag.output,
    flag.filename,
    { name: 'force', type: 'bool' },
  ]);
  if (args.words.length === 0)
    throw KubectlError.plain('one or more CSRs must be specified as <name> or -f <filename>');
  const missing = args.words.find((name) => !session.cluster.store.get('CertificateSigningRequest', undefined, name));
  if (missing !== undefined)
    throw KubectlError.status(notFound('certificatesigningrequests.certificates.k8s.io', missing));
  throw notSimulated('certificate');
}

/** `kubectl plugin list`: there is none. */
export function plugin(_: Session, argv: readonly string[]): void {
  if (argv[0] !== 'list') throw notSimulated('plugin');
  throw KubectlError.plain('unable to find any kubectl plugins in your PATH');
}
