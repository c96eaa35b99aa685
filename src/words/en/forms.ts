/** What can be set without writing YAML. The API's own name stands beside each. */
const labels: Record<string, string> = {
  type: 'Type',
  externalName: 'Name outside',
  selector: 'Selects Pods with',
  ports: 'Ports',
  portName: 'Name',
  port: 'Port',
  targetPort: 'To the Pod’s port',
  nodePort: 'Node port',
  protocol: 'Protocol',
  externalTrafficPolicy: 'From outside, to Pods on',
  internalTrafficPolicy: 'From inside, to Pods on',
  sessionAffinity: 'Stays with one Pod',
  affinityTimeout: 'Remembers, in seconds',
  sourceRanges: 'Only from these ranges',
  publishNotReady: 'Also Pods that are not ready',
  replicas: 'Pods',
  podLabels: 'Labels of the Pods',
  image: 'Image',
  containerPorts: 'Container ports',
  containerPort: 'Port',
  readinessTcp: 'Ready when this port answers',
  readinessPath: 'Ready when this page answers',
  readinessPort: 'asked on port',
};

export const forms = {
  labels,
  /** Of choices whose own words say little; the API's value stands beside. */
  choices: {
    'externalTrafficPolicy.Cluster': 'all Nodes',
    'externalTrafficPolicy.Local': 'same Node',
    'internalTrafficPolicy.Cluster': 'all Nodes',
    'internalTrafficPolicy.Local': 'same Node',
    'sessionAffinity.None': 'no',
    'sessionAffinity.ClientIP': 'by address',
  } as Record<string, string>,
  form: (kind: string, name: string) => `Form of ${kind} ${name}`,
  /** In the empty field of a new label. */
  example: '+ app=web',
  key: 'Label',
  value: 'Value',
  add: (what: string) => `Add: ${what}`,
  remove: (what: string) => `Remove ${what}`,
  none: 'There is a form for Services and for what makes Pods. Put the cursor into one of them.',
};

export type Forms = typeof forms;
