import discovery from './discovery.yaml?raw';
import labels from './labels.yaml?raw';
import loadBalancer from './load-balancer.yaml?raw';
import nodeport from './nodeport.yaml?raw';
import policyAfterSnat from './policy-after-snat.yaml?raw';
import proxyProtocol from './proxy-protocol.yaml?raw';
import twoPorts from './two-ports.yaml?raw';
import vxlan from './vxlan.yaml?raw';

/** Those of the chapter in its order, then what goes further. Title and goal are words of the page: `src/words/en/gallery.ts`. */
const GALLERY_TEXTS = {
  labels,
  'two-ports': twoPorts,
  discovery,
  nodeport,
  'load-balancer': loadBalancer,
  'policy-after-snat': policyAfterSnat,
  'proxy-protocol': proxyProtocol,
  vxlan,
};

export type GalleryName = keyof typeof GALLERY_TEXTS;

/** A scenario that comes with Kubehop: opened by name (`#s=NAME`). */
export interface GalleryEntry {
  name: GalleryName;
  yaml: string;
}

/** The scenario that a first visit opens. */
export const DEFAULT_SCENARIO: GalleryName = 'load-balancer';

export const GALLERY: readonly GalleryEntry[] = Object.entries(GALLERY_TEXTS).map(([name, yaml]) => ({
  name: name as GalleryName,
  yaml,
}));

export const findScenario = (name: string): GalleryEntry | undefined => GALLERY.find((s) => s.name === name);
