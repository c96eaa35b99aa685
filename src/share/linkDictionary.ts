/** Text of manifests as people write them, and of our own kind: what is commonest stands last, where it costs least. */
const MANIFESTS = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking:
  podSubnet: 10.244.0.0/16,fd00:10:244::/48
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
    kubernetes.io/service-name: 
addressType: IPv4
endpoints:
- addresses: [192.168.251.101]
  conditions: {ready: true, serving: false, terminating: false}
---
  labels: {topology.kubernetes.io/zone: a}
status:
  addresses:
  - {type: InternalIP, address: 192.168.251.10
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
  policyTypes: [Ingress]
  podSelector:
  ingress:
  - from:
kind: Namespace
kind: ConfigMap
kind: DaemonSet
kind: StatefulSet
  serviceName: 
        readinessProbe:
          httpGet:
            path: /
            port: http
        livenessProbe:
          initialDelaySeconds: 10
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
        env:
        - name: 
          value: "
      terminationGracePeriodSeconds: 30
    app.kubernetes.io/name: 
  publishNotReadyAddresses: true
  trafficDistribution: PreferSameZone
  sessionAffinityConfig: {clientIP: {timeoutSeconds: 
  sessionAffinity: ClientIP
  ipFamilyPolicy: PreferDualStack
  internalTrafficPolicy: Local
  loadBalancerSourceRanges: [198.51.100.0/24]
  type: ExternalName
  clusterIP: None
  clusterIP: 10.96.10.10
---
apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: 
spec:
  title:
    en: 
    zh-CN: 
  description:
    en: >-
      The Service 
    zh-CN: >-
      
  seed: 1
  steps:
  - say:
      en: 
      zh-CN: 
  - {on: node/n1, run: iptables-save -t nat
  - {on: client, reach: tcp://203.0.113.10:80, expect: delivered to default/web-1}
    run: kubectl get svc,endpoints,pods -o wide
  - run: kubectl get endpointslices -o yaml
    on: pod/client
    reach: tcp://web:80
    expect: delivered to default/web-
---
apiVersion: v1
kind: Pod
metadata:
  name: client
  namespace: default
  labels: {app: client}
spec:
  nodeName: n1
  containers:
  - name: shell
    image: busybox:1.37
    - {containerPort: 8080}
  - {name: shell, image: 'busybox:1.37'}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels: {app: web}
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - containerPort: 80
      - name: web
        image: nginx
        ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  type: NodePort
  externalTrafficPolicy: Local
  selector: {app: web}
  selector:
    app: web
  ports:
    - protocol: TCP
      port: 80
      targetPort: 
  - name: http
    port: 80
    targetPort: 8080
    nodePort: 30080`;

/** How JSON goes on around the text. */
const AROUND =
  '{"v":3,"yaml":"","view":{"traffic":{"from":{"kind":"pod","namespace":"default","name":"client"},"url":"tcp://web:80"' +
  '},"way":1,"hop":3,"selected":"Service/default/web","pane":"ladder"},"typed":[{"on":"admin","run":"kubectl get "}]}';

/**
 * What version 3 of links takes for known (RFC 1951 lets a stream refer to what came before it; RFC 1950, section 2.2, calls
 * that a preset dictionary). Frozen: links that are out in the world refer into it by distance. A better one is a new
 * version's.
 */
export const LINK_DICTIONARY = AROUND + JSON.stringify(MANIFESTS).slice(1, -1);
