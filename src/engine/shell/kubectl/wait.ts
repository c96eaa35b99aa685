import type { KubeObject } from '../../../model/KubeObject.ts';
import { servedVersion } from '../../admit/versions.ts';
import { advanceUntil } from '../../controllers/settle.ts';
import { duration } from '../../controllers/timers.ts';
import { type Flag, flag, type ParsedArgs, valueOf } from './flags.ts';
import { goText } from './templateFunctions.ts';
import { checkPath, valuesAt } from './jsonPath.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName } from './Printout.ts';
import { printerOf } from './print.ts';
import type { Session } from './Session.ts';
import { NOTHING_GIVEN, type Target, visitTargets } from './targets.ts';

export const waitFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.selector,
  flag.fieldSelector,
  flag.filename,
  flag.recursive,
  flag.allNamespaces,
  flag.all,
  flag.local,
  flag.timeout,
  flag.showManagedFields,
  { name: 'for', type: 'list' },
];

const DEFAULT_TIMEOUT = 30_000;
const A_WEEK = 7 * 24 * 3_600_000;

type Met = (object: KubeObject | undefined) => boolean;

/** `kubectl wait`: the cluster's clock goes on until it is so, or the time is over (cmd/wait/wait.go). */
export function wait(session: Session, args: ParsedArgs): void {
  const conditions = args.flags.get('for') ?? [];
  if (conditions.length === 0) throw KubectlError.plain('unrecognized condition: []');
  const printer = printerOf(session, args);
  const tests = conditions.map(testOf);
  if (args.words.length === 0 && !args.flags.has(flag.filename.name)) throw KubectlError.plain(NOTHING_GIVEN);
  const forDelete = conditions.some((c) => c.toLowerCase() === 'delete');
  const given = duration(valueOf(args, flag.timeout), DEFAULT_TIMEOUT);
  const limit = (valueOf(args, flag.timeout) ?? '').startsWith('-') ? A_WEEK : given;
  if (conditions.some((c) => c.toLowerCase() === 'create')) waitCreated(session, args, limit);
  // the time is that of all together: once it is over, no server is asked any more
  const end = session.cluster.now + limit;
  let over = false;
  let visited = 0;
  try {
    visited = visitTargets(session, args, args.words, (target) => {
      for (const isMet of tests) {
        if (over) throw KubectlError.plain(forDelete ? NO_TIME : `${TIMED_OUT} ${nameOf(target)}`);
        const met = waitFor(session, target, isMet, Math.max(0, end - session.cluster.now));
        over = !met && limit > 0;
        if (!met) throw KubectlError.plain(`${limit === 0 ? NOT_MET : TIMED_OUT} ${nameOf(target)}`);
        const { info, namespace, name } = target;
        if (printer) {
          const found = session.cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
          const object = found ? servedVersion(info, found) : target.object;
          session.stdout += printer(object, [{ info, object }]);
        } else session.print(`${objectName(info, name)} condition met`);
      }
    });
  } catch (error) {
    const gone = error instanceof KubectlError && forDelete && error.problems.every(isNotFound);
    if (!gone) throw error;
  }
  if (visited === 0 && !forDelete) throw KubectlError.plain('no matching resources found');
}

const isNotFound = (problem: KubectlError['problems'][number]): boolean =>
  problem.kind === 'status' && problem.status.reason === 'NotFound';

/** What client-go says where there is no time left for the question. */
const NO_TIME = 'client rate limiter Wait returned an error: context deadline exceeded';
const NOT_MET = 'condition not met for';
const TIMED_OUT = 'timed out waiting for the condition on';

const nameOf = ({ info, name }: Target): string => `${info.plural}/${name}`;

function waitFor({ cluster }: Session, { info, namespace, name, object }: Target, isMet: Met, limit: number): boolean {
  const now = (): KubeObject | undefined => {
    const found = cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
    return found?.metadata.uid === object.metadata.uid ? found : undefined;
  };
  return advanceUntil(cluster, () => isMet(now()), limit);
}

function waitCreated(session: Session, args: ParsedArgs, limit: number): void {
  const there = (): boolean => {
    try {
      return visitTargets(session, args, args.words, () => undefined) > 0;
    } catch (error) {
      if (error instanceof KubectlError && error.problems.every(isNotFound)) return false;
      throw error;
    }
  };
  if (!advanceUntil(session.cluster, there, limit)) throw KubectlError.plain('timed out waiting for the condition');
}

interface Condition {
  type?: string;
  status?: string;
}

function testOf(condition: string): Met {
  const lower = condition.toLowerCase();
  if (lower === 'delete') return (object) => object === undefined;
  if (lower === 'create') return (object) => object !== undefined;
  const [, named] = /^condition=(.*)$/s.exec(condition) ?? [];
  if (named !== undefined) {
    const [type = '', status = 'true'] = named.split(/=(.*)/s);
    return (object) => {
      const { conditions } = (object?.['status'] ?? {}) as { conditions?: Condition[] | null };
      const found = conditions?.find((c) => c.type?.toLowerCase() === type.toLowerCase());
      return found?.status?.toLowerCase() === status.toLowerCase();
    };
  }
  const [, path] = /^jsonpath=(.*)$/s.exec(condition) ?? [];
  if (path === undefined) throw KubectlError.plain(`unrecognized condition: ${JSON.stringify(condition)}`);
  return jsonPathTest(path);
}

function jsonPathTest(text: string): Met {
  // A single = separates the value; two belong to a filter.
  const parts = text.split(/(?<!=)=(?!=)/);
  if (parts.length > 2)
    throw KubectlError.plain(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  const [path = '', given] = parts;
  const value = given?.replace(/^['"]+|['"]+$/g, '');
  if (value === '')
    throw KubectlError.plain(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  checkPath(path);
  return (object) => {
    if (!object) return false;
    const [found] = valuesAt(path, object);
    if (found === undefined) return false;
    return value === undefined || goText(found) === value;
  };
}
