import { DEFAULT_SCENARIO, defaultText } from './defaultScenario.ts';

export { DEFAULT_SCENARIO };

/**
 * The scenarios that come with Kubehop, opened by name (`#/s/NAME`); a file is named after its scenario. Titles and goals
 * for the list are in `src/words/en/gallery.ts`.
 */
export const LESSONS = [
  '01-pods-come-and-go',
  '02-create-a-service',
  '03-cluster-ip',
  '04-kube-proxy',
  '05-several-ports',
  '06-environment-variables',
  '07-dns',
  '08-three-networks',
  '09-node-port',
  '10-load-balancer',
] as const;

export const GALLERY = [
  'labels',
  'two-ports',
  'discovery',
  'nodeport',
  'load-balancer',
  'policy-after-snat',
  'proxy-protocol',
  'vxlan',
] as const;

/** What many build, in its smallest form. */
export const ARCHITECTURES = [
  'web-and-database',
  'blue-green',
  'canary',
  'headless-statefulset',
  'ingress-controller',
  'multi-zone',
  'dual-stack',
  'node-local-dns',
  'external-database',
  'endpoints-migration',
  'metallb-like',
  'cloud-like',
] as const;

/** What people often believe, as a question: who asks it is shown what is so, and how to mend it. */
export const QUESTIONS = [
  'ping-cluster-ip',
  'three-ports',
  'selector-typo',
  'named-target-port',
  'container-port-optional',
  'node-port-range',
  'headless-port',
  'headless-env',
  'source-address-lost',
  'local-drops',
  'local-imbalance',
  'health-check-node-port',
  'external-ip-pending',
  'localhost-node-port',
  'laptop-node-port',
  'source-ranges',
  'lb-short-circuit',
  'external-ips',
  'affinity-behind-nat',
  'affinity-timeout',
  'affinity-two-ports',
  'keep-alive',
  'random-not-round-robin',
  'hairpin',
  'topology-hints-removed',
  'internal-local',
  'port-forward',
  'external-name-https',
  'dns-search',
  'dual-stack-policy',
  'rollout-errors',
  'terminating',
  'udp-stale',
  'env-order',
] as const;

export type GalleryName =
  | (typeof LESSONS)[number]
  | (typeof GALLERY)[number]
  | (typeof ARCHITECTURES)[number]
  | (typeof QUESTIONS)[number];

/** All but the default one wait until they are asked for. */
const files = import.meta.glob<string>(['./*.yaml', './lessons/*.yaml', '!./load-balancer.yaml'], {
  query: '?raw',
  import: 'default',
});

const NAMES: readonly string[] = [...LESSONS, ...GALLERY, ...ARCHITECTURES, ...QUESTIONS];

export const isGalleryName = (name: string): name is GalleryName => NAMES.includes(name);

/** The text of a scenario. */
export async function loadScenario(name: GalleryName): Promise<string> {
  if (name === DEFAULT_SCENARIO) return defaultText;
  const load = files[`./${name}.yaml`] ?? files[`./lessons/${name}.yaml`];
  if (!load) throw new Error(`there is no file of the scenario ${name}`);
  return load();
}
