import { lineFirst } from './lineFirst.ts';
import { many } from './many.ts';

/** Nodes, Pods and Services: the list of them, and the card of the one that is selected. */
export const objects = {
  none: 'There is no cluster yet.',
  noServices: 'None in this text.',
  ofSystem: (n: number) => `${n} of the cluster itself`,
  nodes: 'Nodes and their Pods',
  pods: (n: number) => many(n, 'Pod'),
  noNode: 'on no Node',
  pending: (n: number) => `${n} pending`,
  showBoth: 'Show it in the picture and in the text',
  show: 'Show it in the picture',
  close: 'Close the card',
  line: lineFirst,
  sendFrom: 'Send from here',
  /** The names of what is known of an object. */
  terms: {
    address: 'address',
    on: 'on',
    state: 'state',
    labels: 'labels',
    listens: 'listens',
    behind: 'behind',
    ports: 'ports',
    selector: 'selector',
    endpoints: 'endpoints',
    outside: 'outside',
    policy: 'policy',
    zone: 'zone',
    runs: 'runs',
  },
  /** Where there is nothing of it. */
  no: {
    address: 'none',
    labels: 'none',
    node: 'no Node',
    listens: 'on nothing',
    service: 'no Service',
    subnet: 'no Pod subnet',
    pods: 'nothing',
    endpoints: 'none',
  },
  ready: 'ready',
  notReady: 'not ready',
  /** Of a Node that does not work. */
  trouble: { off: 'off: the machine is gone', notReady: 'not ready', silent: 'its kubelet has stopped' },
  stillReady: 'the API server does not know yet',
  terminating: 'terminating',
  headless: 'headless',
  headlessAddress: 'headless: no Cluster IP',
  nodePort: (port: number) => `node port ${port}`,
  listensOn: (ports: string) => `listens on ${ports}`,
  readyOf: (ready: number, all: number) => `${ready} of ${all} ready`,
  endpointsReady: (ready: number, all: number) => `${ready} of ${all} endpoints ready`,
};

export type ObjectsWords = typeof objects;
