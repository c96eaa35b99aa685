import type { PodView, ServiceView } from '../model/Simulation.ts';
import type { Catalog } from '../words/en.ts';
import { type NetworkOf, withPort } from './addresses.ts';
import type { Graph } from './graph.ts';
import type { Measures } from './measures.ts';
import type { AddressLabel, Plate } from './Scene.ts';

type Words = Catalog['scene'];

const selectorText = (service: ServiceView): string =>
  Object.entries(service.selector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

/** `3 ready`, `2 of 3 ready`, `1 of 3 ready, 1 terminating`; a Pod with addresses of both families counts once. */
function endpointsText(words: Words, { endpoints }: ServiceView): string {
  const targets = [...new Map(endpoints.map((e) => [e.pod || e.ip, e])).values()];
  const ready = targets.filter((e) => e.ready).length;
  const draining = targets.filter((e) => e.terminating && e.serving).length;
  return words.endpoints(ready, targets.length, draining);
}

const isSelected = ({ namespace, labels }: PodView, { namespace: own, selector }: ServiceView): boolean =>
  namespace === own && Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);

/** Why nobody can answer, drawn on the plate itself; `waiting` are the Pods that have no address yet. */
function problemOf(words: Words, service: ServiceView, waiting: readonly PodView[]): string {
  if (service.type === 'ExternalName' || service.endpoints.some((e) => e.ready)) return '';
  const selector = selectorText(service);
  if (service.endpoints.length > 0) return service.endpoints.some((e) => e.serving) ? '' : words.noneReady;
  if (service.selector === null || !selector) return words.noSelector;
  const selected = waiting.filter((pod) => isSelected(pod, service)).length;
  return selected > 0 ? words.selectsWaiting(selector, selected) : words.selectsNothing(selector);
}

function alsoAnswers(service: ServiceView, networkOf: NetworkOf): AddressLabel[] {
  const port = service.ports[0]?.port ?? 0;
  const more = [...service.loadBalancer.map((l) => l.ip), ...service.externalIPs, ...service.clusterIPs.slice(1)];
  return more.map((ip) => ({ text: withPort(ip, port), network: networkOf(ip) }));
}

/** Services as plates across all columns, stacked in the order of the text. */
export function placePlates(
  words: Words,
  graph: Graph,
  waiting: readonly PodView[],
  networkOf: NetworkOf,
  m: Measures,
  x: number,
  w: number,
): Plate[] {
  return graph.plates.map((service, i): Plate => {
    const ip = service.clusterIPs[0];
    const real = ip !== undefined && ip !== 'None' && ip !== '';
    const first = service.ports[0];
    return {
      key: service.key,
      name: service.name,
      rect: { x, y: m.skyTop + i * (m.plateHeight + m.plateGap), w, h: m.plateHeight },
      address: real ? { text: withPort(ip, first?.port ?? 0), network: networkOf(ip) } : null,
      without: real ? '' : service.type === 'ExternalName' ? words.alias : words.headless,
      selector: selectorText(service),
      endpoints: service.type === 'ExternalName' ? '' : endpointsText(words, service),
      problem: problemOf(words, service, waiting),
      alsoAnswers: alsoAnswers(service, networkOf),
      focus: graph.focus === '' || graph.focus === service.key,
    };
  });
}
