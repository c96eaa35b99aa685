/** What `kubectl get -o yaml` would print of a cluster: Nodes, and Services, each with ten Pods. The same for the same numbers. */
export function clusterText(services: number, nodes: number): string {
  const documents = Array.from({ length: nodes }, (_, n) => node(n));
  for (let s = 0; s < services; s++) {
    documents.push(service(s));
    for (let p = 0; p < 10; p++) documents.push(pod(s, p, s * 10 + p, nodes));
  }
  return documents.join('---\n');
}

export const sizes = {
  S: { services: 10, nodes: 3 },
  M: { services: 100, nodes: 30 },
  L: { services: 1000, nodes: 300 },
} as const;

const service = (s: number): string => `apiVersion: v1
kind: Service
metadata:
  annotations:
    example.com/owner: team-${s % 17}
  labels:
    app: app-${s}
    tier: backend
  name: app-${s}
  namespace: default
spec:
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  ipFamilyPolicy: SingleStack
  ports:
  - name: http
    port: 80
    protocol: TCP
    targetPort: 8080
  - name: metrics
    port: 9090
    protocol: TCP
    targetPort: metrics
  selector:
    app: app-${s}
  sessionAffinity: None
  type: ClusterIP
`;

const pod = (s: number, p: number, n: number, nodes: number): string => `apiVersion: v1
kind: Pod
metadata:
  annotations:
    example.com/checksum: "${(n * 2654435761) % 4294967296}"
  labels:
    app: app-${s}
    version: "${1 + (s % 5)}.${p}"
  name: app-${s}-${p}
  namespace: default
spec:
  containers:
  - env:
    - name: PORT
      value: "8080"
    - name: PEER
      value: app-${(s + 1) % 7}.default.svc.cluster.local
    image: registry.example/app:${1 + (s % 5)}.${p}
    imagePullPolicy: IfNotPresent
    name: app
    ports:
    - containerPort: 8080
      name: http
      protocol: TCP
    - containerPort: 9090
      name: metrics
      protocol: TCP
    readinessProbe:
      failureThreshold: 3
      httpGet:
        path: /healthz
        port: http
        scheme: HTTP
      periodSeconds: 10
      successThreshold: 1
      timeoutSeconds: 1
    resources:
      requests:
        cpu: 10m
        memory: 32Mi
  dnsPolicy: ClusterFirst
  nodeName: n${1 + (n % nodes)}
  restartPolicy: Always
  schedulerName: default-scheduler
  serviceAccountName: default
  terminationGracePeriodSeconds: 30
`;

const node = (n: number): string => `apiVersion: v1
kind: Node
metadata:
  labels:
    topology.kubernetes.io/zone: zone-${'abc'[n % 3]}
  name: n${1 + n}
spec:
  podCIDR: 10.${128 + (n >> 8)}.${n & 255}.0/24
  podCIDRs:
  - 10.${128 + (n >> 8)}.${n & 255}.0/24
status:
  addresses:
  - address: 172.16.${n >> 8}.${n & 255}
    type: InternalIP
`;
