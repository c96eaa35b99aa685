import type { SimulationResult } from '../model/Simulation.ts';
import { type ObjectKey, objectKey } from '../model/Span.ts';

/** A name of an object in what a program printed. */
export interface NameIn {
  start: number;
  end: number;
  object: ObjectKey;
}

type Named = Pick<SimulationResult, 'pods' | 'services' | 'nodes'>;

const KINDS: Record<string, string> = { pod: 'Pod', service: 'Service', node: 'Node' };

/** A word: at the beginning of a column, or behind `KIND/`. */
const WORD = /(?<![\w./:=-])(?:(\w+)(?:\.[\w.]+)?\/)?([a-z0-9][a-z0-9.-]*[a-z0-9])(?![\w./:=-])/g;

/**
 * The names of Pods, Services and Nodes that a text has, one after another. What names another kind (`deployment/web`)
 * and names of both a Pod and a Service are told apart by what stands before them.
 */
export function namesIn(text: string, { pods, services, nodes }: Named): NameIn[] {
  const known = new Map<string, ObjectKey>();
  const put = (kind: string, namespace: string | undefined, name: string): void => {
    const key = objectKey(kind, namespace, name);
    known.set(`${kind}/${name}`, key);
    if (!known.has(name)) known.set(name, key);
  };
  for (const { namespace, name, system } of pods) if (!system) put('Pod', namespace, name);
  for (const { namespace, name, system } of services) if (!system) put('Service', namespace, name);
  for (const { name } of nodes) put('Node', undefined, name);
  return [...text.matchAll(WORD)].flatMap((match) => {
    const [whole, kind, name = ''] = match;
    const object = known.get(kind === undefined ? name : `${KINDS[kind.toLowerCase()] ?? '?'}/${name}`);
    const end = match.index + whole.length;
    return object ? [{ start: end - name.length, end, object }] : [];
  });
}
