import { cidrContains, parseCidr } from '../../net/cidr.ts';
import { categorizeEndpoints, usesLocal } from '../endpoints.ts';
import { endpointsOfPort, type IndexedPort } from '../serviceIndex.ts';
import type { ServicePort } from '../servicePorts.ts';
import { sliceText } from '../sliceText.ts';
import type { ProxyContext } from './ProxyContext.ts';
import { type PortOptions, type PortRules, portRules } from './portRules.ts';

/**
 * Compiled service ports by their content: equal ports share their rules between Nodes, and between one text
 * and the next edit of it. Two generations bound the memory.
 */
let young = new Map<string, PortRules>();
let old = new Map<string, PortRules>();
const GENERATION = 20_000;

const portTexts = new WeakMap<ServicePort, string>();

function portText(port: ServicePort): string {
  let text = portTexts.get(port);
  if (text === undefined) {
    text = JSON.stringify(port);
    portTexts.set(port, text);
  }
  return text;
}

/** The rules of a service port on one Node, compiled only if no equal port was before. */
export function compiledPort(indexed: IndexedPort, context: ProxyContext): PortRules {
  const { port, slices } = indexed;
  const { family, local, masqueradeAll, localhostNodePorts, largeCluster } = context;
  const rangesHoldNode = holdsNode(port, context);
  const options: PortOptions = { family, local, masqueradeAll, localhostNodePorts, largeCluster, rangesHoldNode };
  const texts = slices.map(sliceText);
  const perNode = usesLocal(port) || texts.some((slice) => slice.hinted);
  const where = perNode ? `${context.node.name} ${context.node.zone}` : '';
  const detects = local && 'cidr' in local ? local.cidr : local && 'name' in local ? local.name : '';
  const flags = `${family}${+masqueradeAll}${+localhostNodePorts}${+largeCluster}${+rangesHoldNode}${detects}`;
  // within one state of the cluster, Nodes that choose alike need no key of the whole content
  const sameHere = `${flags}|${where}`;
  const shared = indexed.compiled.get(sameHere);
  if (shared) return shared;
  const key = `${sameHere}|${portText(port)}|${texts.map((slice) => slice.text).join()}`;
  let rules = young.get(key);
  if (rules) {
    indexed.compiled.set(sameHere, rules);
    return rules;
  }
  rules = old.get(key) ?? portRules(port, categorizeEndpoints(port, endpointsOfPort(indexed), context.node), options);
  if (young.size >= GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(key, rules);
  indexed.compiled.set(sameHere, rules);
  return rules;
}

function holdsNode(port: ServicePort, context: ProxyContext): boolean {
  if (port.loadBalancerVIPs.length === 0) return false;
  return port.sourceRanges.some(({ cidr }) => {
    const range = parseCidr(cidr);
    return range !== null && context.nodeIPs.some((ip) => cidrContains(range, ip));
  });
}
