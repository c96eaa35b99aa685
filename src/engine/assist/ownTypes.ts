import type { ExplainedField, ExplainedType } from '../shell/kubectl/explain.ts';

const text = (type: string, values?: string[]): ExplainedField => ({
  type,
  description: '',
  ...(values && { values }),
});
const of = (name: string, type = name): ExplainedField => ({ type, description: '', of: name });
const typed = (fields: Record<string, ExplainedField>): ExplainedType => ({ description: '', fields });

const head = { apiVersion: text('string'), kind: text('string') };
const metadata = of('ObjectMeta');

/**
 * Kinds of which `kubectl explain` has no description here: Kubehop's own, the configurations that it reads
 * (`readScenario.ts`, `cluster/settings.ts`), and workloads whose Pods count (k8s.io/api/batch/v1).
 */
export const OWN_TYPES: Record<string, ExplainedType> = {
  Scenario: typed({ ...head, metadata, spec: of('ScenarioSpec') }),
  ScenarioSpec: typed({
    title: text('string'),
    description: text('string'),
    seed: text('integer'),
    podNetwork: text('string', ['routed', 'vxlan']),
    nodeNetwork: text('string', ['open', 'private']),
    delays: text('map[string]string'),
    steps: of('ScenarioStep', '[]ScenarioStep'),
    traffic: of('ScenarioTraffic', '[]ScenarioTraffic'),
  }),
  ScenarioStep: typed({
    on: text('string'),
    run: text('string'),
    reach: text('string'),
    say: text('string'),
    stdin: text('string'),
    hint: text('string'),
    at: text('string'),
    expect: text('string'),
    until: of('ScenarioStep'),
    answers: of('ScenarioAnswer', '[]ScenarioAnswer'),
  }),
  ScenarioAnswer: typed({ text: text('string'), right: text('boolean') }),
  ScenarioTraffic: typed({
    on: text('string'),
    to: text('string'),
    rate: text('number'),
    from: text('string'),
    until: text('string'),
    takes: text('string'),
    keepAlive: text('boolean'),
    dnsCache: text('string', ['ttl', 'forever']),
  }),
  ClusterConfiguration: typed({ ...head, networking: of('Networking') }),
  Networking: typed({ podSubnet: text('string'), serviceSubnet: text('string'), dnsDomain: text('string') }),
  KubeProxyConfiguration: typed({
    ...head,
    mode: text('string', ['iptables', 'nftables', 'ipvs']),
    clusterCIDR: text('string'),
    detectLocalMode: text('string', ['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix']),
    detectLocal: of('DetectLocalConfiguration'),
    nodePortAddresses: text('[]string'),
    iptables: of('KubeProxyIPTablesConfiguration'),
    nftables: of('KubeProxyNFTablesConfiguration'),
    ipvs: of('KubeProxyIPVSConfiguration'),
    conntrack: of('KubeProxyConntrackConfiguration'),
  }),
  DetectLocalConfiguration: typed({ bridgeInterface: text('string'), interfaceNamePrefix: text('string') }),
  KubeProxyIPTablesConfiguration: typed({
    masqueradeAll: text('boolean'),
    masqueradeBit: text('integer'),
    localhostNodePorts: text('boolean'),
    minSyncPeriod: text('string'),
    syncPeriod: text('string'),
  }),
  KubeProxyNFTablesConfiguration: typed({
    masqueradeAll: text('boolean'),
    masqueradeBit: text('integer'),
    minSyncPeriod: text('string'),
    syncPeriod: text('string'),
  }),
  KubeProxyIPVSConfiguration: typed({
    scheduler: text('string', ['rr', 'wrr', 'lc', 'wlc', 'sed', 'nq', 'dh', 'sh']),
    strictARP: text('boolean'),
  }),
  KubeProxyConntrackConfiguration: typed({ tcpBeLiberal: text('boolean') }),
  Job: typed({ ...head, metadata, spec: of('JobSpec') }),
  JobSpec: typed({
    parallelism: text('integer'),
    completions: text('integer'),
    backoffLimit: text('integer'),
    ttlSecondsAfterFinished: text('integer'),
    template: of('PodTemplateSpec'),
  }),
  CronJob: typed({ ...head, metadata, spec: of('CronJobSpec') }),
  CronJobSpec: typed({
    schedule: text('string'),
    suspend: text('boolean'),
    concurrencyPolicy: text('string', ['Allow', 'Forbid', 'Replace']),
    jobTemplate: of('JobTemplateSpec'),
  }),
  JobTemplateSpec: typed({ metadata, spec: of('JobSpec') }),
};

/** Whose `apiVersion` no kind of the cluster has. */
export const OWN_VERSIONS: Record<string, string> = {
  Scenario: 'kubehop.dev/v1',
  ClusterConfiguration: 'kubeadm.k8s.io/v1beta4',
  KubeProxyConfiguration: 'kubeproxy.config.k8s.io/v1alpha1',
};
