import discovery from './discovery.yaml?raw';
import labels from './labels.yaml?raw';
import loadBalancer from './load-balancer.yaml?raw';
import nodeport from './nodeport.yaml?raw';
import twoPorts from './two-ports.yaml?raw';

/** A scenario that comes with Kubehop: opened by name (`#s=NAME`). */
export interface GalleryEntry {
  name: string;
  title: string;
  /** What one learns from it, in one line. */
  goal: string;
  yaml: string;
}

/** The scenario that a first visit opens. */
export const DEFAULT_SCENARIO = 'load-balancer';

/** In the order of the chapter. */
export const GALLERY: readonly GalleryEntry[] = [
  {
    name: 'labels',
    title: 'Pods, a ReplicationController and a Service, tied by a label',
    goal: 'Who is behind a Service, and why.',
    yaml: labels,
  },
  {
    name: 'two-ports',
    title: 'A Service with two ports',
    goal: 'Why each port needs a name.',
    yaml: twoPorts,
  },
  {
    name: 'discovery',
    title: 'Finding a Service by variables and by name',
    goal: 'What a container knows, and since when.',
    yaml: discovery,
  },
  {
    name: 'nodeport',
    title: 'Port 31002 on every Node',
    goal: 'The way in from outside, without anything that listens.',
    yaml: nodeport,
  },
  {
    name: 'load-balancer',
    title: 'One Service, three doors',
    goal: 'Load balancer, node port and Cluster IP in one picture.',
    yaml: loadBalancer,
  },
];

export const findScenario = (name: string): GalleryEntry | undefined => GALLERY.find((s) => s.name === name);
