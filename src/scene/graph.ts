import type { NodeView, PodView, ServiceView, SimulationResult } from '../model/Simulation.ts';
import { objectKey, type ObjectKey } from '../model/Span.ts';
import { censusOf } from './census.ts';
import { serviceInFocus, stopsOf } from './focus.ts';

/** Up to this many Pods a Node stand as cards; more become a counter. */
export const mostCards = 12;
/** Up to this many Nodes stand as columns of their own; more become cells of their zone. */
export const mostColumns = 12;
const mostPlates = 8;
/** Cards over all columns, so that the picture stays below 300 elements whatever the text. */
const mostCardsTogether = 96;

export interface GraphColumn {
  key: ObjectKey;
  kind: 'node' | 'zone';
  name: string;
  zone: string;
  node: NodeView | null;
  /** The Nodes of a zone column. */
  cells: { node: NodeView; pods: number; ready: number }[];
  pods: readonly PodView[];
  /** Pods of a Node beside those in `pods`. */
  counted: readonly PodView[];
}

/** What is drawn, before anything has a place. */
export interface Graph {
  columns: GraphColumn[];
  /** The control plane, folded. */
  stub: NodeView | null;
  plates: ServiceView[];
  hiddenPlates: number;
  balancers: ServiceView[];
  focus: ObjectKey | '';
}

/** What the reader asked to see. */
export interface Wishes {
  /** The Service in the foreground; by default the one that the followed connection asks for. */
  focus?: ObjectKey | undefined;
  /** Nodes, Pods and Services that are drawn by themselves, however many others there are. */
  opened?: readonly ObjectKey[];
}

/** The Nodes that stand as columns where not all of them can: those on the way, and as many others as there is room for. */
function chosenNodes(
  standing: NodeView[],
  room: number,
  onWay: (n: NodeView) => boolean,
  near: (n: NodeView) => boolean,
) {
  if (standing.length <= room) return standing;
  const offWay = standing.filter((n) => !onWay(n));
  // one column is for the rest; where there are many zones each has its own, and no other Node stands beside them
  const others = room < mostColumns ? room - 1 - (standing.length - offWay.length) : 0;
  const spare = new Set(offWay.sort((a, b) => Number(near(b)) - Number(near(a))).slice(0, Math.max(0, others)));
  return standing.filter((n) => onWay(n) || spare.has(n));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** `n2` before `n10`. */
function byName(a: string, b: string): number {
  const [x, y] = [/^(.*?)(\d*)$/.exec(a)!, /^(.*?)(\d*)$/.exec(b)!];
  if (x[1] !== y[1]) return x[1]! < y[1]! ? -1 : 1;
  return Number(x[2]) - Number(y[2]);
}

function shownServices(
  result: SimulationResult,
  asked: ReadonlySet<ObjectKey>,
): { shown: ServiceView[]; hidden: number } {
  const wanted = result.services.filter((s) => !s.system || asked.has(s.key));
  const inOrder = [...wanted].sort((a, b) => Number(asked.has(b.key)) - Number(asked.has(a.key)));
  const chosen = new Set(inOrder.slice(0, mostPlates));
  return { shown: wanted.filter((s) => chosen.has(s)), hidden: wanted.length - chosen.size };
}

/**
 * Chooses what the picture shows: the level of detail is decided here, on data. `room` is for how many columns a narrow
 * frame has room: the whole way is to be seen at once, so all other Nodes give way to one column that stands for them.
 * Zones come in name order, Nodes in name order inside them, Pods in creation order.
 */
export function graphOf(result: SimulationResult, wishes: Wishes = {}, room = mostColumns): Graph {
  const trace = result.reach?.traces[result.taken];
  const focus = wishes.focus ?? serviceInFocus(result, trace);
  const near = stopsOf(result.reach?.traces.slice(0, 24) ?? []);
  const onWay = stopsOf(trace ? [trace] : []);
  const opened = new Set(wishes.opened);
  for (const pod of opened.size > 0 ? result.pods : []) {
    if (!opened.has(pod.key)) continue;
    near.add(`pod/${pod.namespace}/${pod.name}`);
    onWay.add(`node/${pod.node}`);
  }
  for (const node of result.nodes) {
    if (!opened.has(objectKey('Node', '', node.name))) continue;
    near.add(`node/${node.name}`);
    onWay.add(`node/${node.name}`);
  }
  const endpointsInFocus = new Set(result.services.find((s) => s.key === focus)?.endpoints.map((e) => e.pod));
  const shows = (pod: PodView): boolean => !pod.system || near.has(`pod/${pod.namespace}/${pod.name}`);

  const order = (a: NodeView, b: NodeView): number =>
    a.zone !== b.zone ? (a.zone < b.zone ? -1 : 1) : byName(a.name, b.name);
  const { on } = censusOf(result);
  const podsOn = (name: string): readonly PodView[] => {
    const there = on.get(name);
    if (!there) return [];
    return there.own.length === there.all.length ? there.own : there.all.filter(shows);
  };
  const folds = (node: NodeView): boolean =>
    node.controlPlane && !near.has(`node/${node.name}`) && podsOn(node.name).length === 0;
  const nodes = [...result.nodes].sort(order);
  const stub = nodes.find(folds) ?? null;
  const standing = nodes.filter((n) => !folds(n));

  const isIn = (stops: ReadonlySet<string>) => (n: NodeView) => stops.has(`node/${n.name}`);
  const alone = chosenNodes(standing, room, isIn(onWay), isIn(near));
  const perColumn = Math.min(mostCards, Math.max(2, Math.floor(mostCardsTogether / Math.max(1, alone.length))));
  const columns: GraphColumn[] = alone.slice(0, mostColumns).map((node) => {
    const pods = podsOn(node.name);
    const cards =
      pods.length <= perColumn
        ? pods
        : pods
            .filter((p) => near.has(`pod/${p.namespace}/${p.name}`) || endpointsInFocus.has(`${p.namespace}/${p.name}`))
            .sort((a, b) => Number(opened.has(b.key)) - Number(opened.has(a.key)))
            .slice(0, Math.min(4, perColumn));
    const shown = new Set(cards);
    const rest = pods.filter((p) => !shown.has(p));
    return {
      key: objectKey('Node', '', node.name),
      kind: 'node',
      name: node.name,
      zone: node.zone,
      node,
      cells: [],
      pods: cards,
      counted: rest,
    };
  });

  const inCells = standing.filter((n) => !alone.includes(n));
  const narrow = room < mostColumns;
  const zones = groupBy(inCells, (n) => (narrow ? `+${inCells.length}` : n.zone));
  for (const [zone, members] of [...zones].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const cells = members.map((node) => {
      const [pods, there] = [podsOn(node.name), on.get(node.name)];
      const ready = pods === there?.own ? there.ready : pods.filter((p) => p.ready).length;
      return { node, pods: pods.length, ready };
    });
    columns.push({
      key: `Zone//${zone}`,
      kind: 'zone',
      name: zone,
      zone,
      node: null,
      cells,
      pods: [],
      counted: [],
    });
  }
  // Unscheduled Pods have no Node to stand on; the page lists them with their reason.
  const { shown, hidden } = shownServices(result, new Set(focus === '' ? opened : [focus, ...opened]));
  const balancers = result.services.filter((s) => s.type === 'LoadBalancer' && !s.system);
  return { columns, stub, plates: shown, hiddenPlates: hidden, balancers, focus };
}
