import type { GalleryWords } from '../en/gallery.ts';

export const gallery: GalleryWords = {
  '01-pods-come-and-go': { title: 'Pod 会消失，地址会变', goal: '主人随时会离开的地址，值多少。' },
  '02-create-a-service': { title: '创建 Service，看它背后是谁', goal: '标签、端点和 EndpointSlice。' },
  '03-cluster-ip': { title: 'Cluster IP：API Server 存下了什么', goal: 'API Server 补上哪些行，哪个地址不变。' },
  '04-kube-proxy': { title: 'kube-proxy：每个 Node 上的负载均衡器', goal: '改写目的地址的规则，以及其中的概率。' },
  '05-several-ports': { title: '多端口，每个端口都要有名字', goal: 'Service 对端口保证什么，不保证什么。' },
  '06-environment-variables': { title: '服务发现之一：环境变量', goal: '容器知道什么，从什么时候开始知道。' },
  '07-dns': { title: '服务发现之二：DNS', goal: '名称、搜索列表和 Namespace。' },
  '08-three-networks': { title: '三种 IP，三个网络', goal: '哪些地址在网线上，哪些只在规则里。' },
  '09-node-port': { title: 'NodePort 31002：从外面进来', goal: '每个 Node 上都有一扇门，却没有谁在监听。' },
  '10-load-balancer': { title: '前面加一个负载均衡：LoadBalancer', goal: '先后两次选择。' },
  labels: {
    title: '用标签联系起来的 Pod、ReplicationController 和 Service',
    goal: 'Service 背后是谁，为什么。',
  },
  'two-ports': { title: '有两个端口的 Service', goal: '为什么每个端口都要有名称。' },
  discovery: { title: '用环境变量和名称找到 Service', goal: '容器知道什么，从什么时候开始知道。' },
  nodeport: { title: '每个 Node 上的 31002 端口', goal: '从外部进来的路，没有任何进程在监听。' },
  'load-balancer': {
    title: '一个 Service，三个入口',
    goal: '在一张图里看负载均衡器、NodePort 和 Cluster IP。',
  },
  'policy-after-snat': {
    title: '从来看不到客户端的 NetworkPolicy',
    goal: 'externalTrafficPolicy 为 Cluster 和 Local 时，NetworkPolicy 看到的源地址是什么。',
  },
  'proxy-protocol': {
    title: 'PROXY protocol：第一行写着是谁在访问',
    goal: '代理背后的 Pod 怎样得知客户端是谁，谁不能绕过代理。',
  },
  vxlan: {
    title: '包里的包',
    goal: '底层网络只认识 Node，不同 Node 上的 Pod 怎样互相通信。',
  },
  'web-and-database': { title: 'Web 应用和它的数据库：谁能访问谁？', goal: 'Service 不挡人，挡人的是 NetworkPolicy。' },
  'blue-green': {
    title: '蓝绿发布：Service 怎样一下子换边？',
    goal: 'selector 里的一个字段，以及已经打开的连接会怎样。',
  },
  canary: {
    title: '用标签做金丝雀发布：它占多少流量？',
    goal: '一个 selector 后面两个 Deployment：份额就是 Pod 的个数。',
  },
  'headless-statefulset': {
    title: 'Headless StatefulSet：每个成员怎样有自己的名字？',
    goal: '没有 Cluster IP 的 Service 的名称，谁保留它们。',
  },
  'ingress-controller': {
    title: 'Ingress：客户端和 Pod 之间有哪些连接？',
    goal: '两条连接，以及每条尽头的 Pod 看到什么。',
  },
  'multi-zone': {
    title: '多个 zone：流量怎样留在自己的 zone 里？',
    goal: 'trafficDistribution、EndpointSlice 里的 hints，以及一个 zone 空了会怎样。',
  },
  'dual-stack': {
    title: '双栈：一个 Service，两个地址族的地址',
    goal: '两个 Cluster IP、两个 EndpointSlice，每个族各有规则。',
  },
  'node-local-dns': {
    title: 'Node 本地 DNS：Pod 怎样问自己 Node 上的 DNS 服务器？',
    goal: 'DaemonSet 加上 internalTrafficPolicy Local。',
  },
  'external-database': {
    title: '外部数据库放到 Service 后面：没有 selector 怎么做？',
    goal: '由你来写、没有谁检查的 EndpointSlice。',
  },
  'endpoints-migration': {
    title: '从 Endpoints 迁到 EndpointSlice：怎样不中断？',
    goal: '谁在镜像 Endpoints，按什么顺序迁移。',
  },
  'metallb-like': {
    title: '由路由构成的负载均衡（如 MetalLB 的 BGP 模式）：路上有谁？',
    goal: '数据包原样到达；externalTrafficPolicy 决定到哪里。',
  },
  'cloud-like': {
    title: '代理式的负载均衡（许多云都是）：Pod 看到什么？',
    goal: '两次选择，两条连接，源地址不是客户端。',
  },
  'ping-cluster-ip': {
    title: '为什么 ping 不通 Cluster IP？',
    goal: 'Cluster IP 只存在于规则里，规则只认协议和端口。',
  },
  'three-ports': {
    title: 'port、targetPort、nodePort：用哪个，在哪里用？',
    goal: '三个数字，三个地方；写错的那个由谁拒绝。',
  },
  'selector-typo': { title: '为什么没有端点？', goal: 'selector 看的是 Pod 的标签；错一个字母就够了。' },
  'named-target-port': { title: '为什么按名称写的 targetPort 不起作用？', goal: '名称在容器里查找，协议也要一致。' },
  'container-port-optional': {
    title: '必须声明 containerPort 吗？',
    goal: '它只是说明，只有按名称写的 targetPort 例外。',
  },
  'node-port-range': { title: '为什么 nodePort 2181 被拒绝？', goal: '30000–32767，整个集群共用一个端口池。' },
  'headless-port': {
    title: '为什么 headless Service 的 80 端口被拒绝？',
    goal: '没有 Cluster IP，就没有规则来转换端口。',
  },
  'headless-env': { title: '为什么 WEB_SERVICE_HOST 是空的？', goal: '环境变量需要 Cluster IP，名称不需要。' },
  'source-address-lost': {
    title: '为什么 Pod 看到的是 Node，而不是我的客户端？',
    goal: 'externalTrafficPolicy 的 Cluster 和 Local 对源地址做了什么。',
  },
  'local-drops': { title: '设了 Local，有些 Node 超时，为什么？', goal: '没有本地端点的 Node 会一声不响地丢弃。' },
  'local-imbalance': { title: 'externalTrafficPolicy Local 有多不均匀？', goal: '负载均衡器数的是 Node，不是 Pod。' },
  'health-check-node-port': { title: '为什么大多数 Node 都“不健康”？', goal: '健康检查端口说的是 Pod 在哪里。' },
  'external-ip-pending': {
    title: '为什么 EXTERNAL-IP 一直是 <pending>？',
    goal: '谁来填写 status.loadBalancer，没有人填时会怎样。',
  },
  'localhost-node-port': {
    title: '为什么在 Node 上 127.0.0.1:31002 不通？',
    goal: '各种模式下 node port 在哪些地址上应答。',
  },
  'laptop-node-port': {
    title: '为什么从笔记本电脑访问不到 node port？',
    goal: 'Node 的地址在虚拟机里，没有路由通向那里。',
  },
  'source-ranges': { title: 'loadBalancerSourceRanges 真的生效吗？', goal: '它保护哪个地址，不保护哪个端口。' },
  'lb-short-circuit': {
    title: '集群内部的调用会经过负载均衡器吗？',
    goal: 'ipMode 的 VIP 和 Proxy：直达，还是绕出去。',
  },
  'external-ips': {
    title: '两个 Service 用了同一个 external IP 会怎样？',
    goal: '谁都可以在每个 Node 上截获一个地址。',
  },
  'affinity-behind-nat': {
    title: '为什么会话亲和性把所有人都送到一个 Pod？',
    goal: '亲和性认的是 kube-proxy 看到的地址，每个 Node 各记各的。',
  },
  'affinity-timeout': { title: '为什么亲和性的超时没有生效？', goal: '每个新连接都会重新计时。' },
  'affinity-two-ports': { title: 'Service 的两个端口共用亲和性吗？', goal: '规则属于端口，记忆也属于端口。' },
  'keep-alive': { title: '扩到十个，为什么还是两个 Pod 在干活？', goal: '选择发生在连接建立时，而不是每个请求。' },
  'random-not-round-robin': { title: 'kube-proxy 是轮询吗？', goal: '随机，机会均等；规则里写着概率。' },
  hairpin: { title: 'Pod 能通过 Service 访问自己吗？', goal: '绕回来的包要换源地址。' },
  'topology-hints-removed': { title: '为什么 topology hints 不起作用？', goal: '保护机制的那道算术题。' },
  'internal-local': { title: 'internalTrafficPolicy Local 会回退吗？', goal: 'Local 与 PreferSameNode 的差别。' },
  'port-forward': { title: 'kubectl port-forward svc/web 会均衡吗？', goal: '它选一个 Pod，绕过 kube-proxy。' },
  'external-name-https': { title: '为什么 ExternalName 用 HTTPS、或者换端口就失败？', goal: '它只是 DNS 里的别名。' },
  'dns-search': { title: '为什么短名称在别的 Namespace 里失败？', goal: '搜索列表从自己的 Namespace 开始。' },
  'dual-stack-policy': {
    title: 'PreferDualStack 和 RequireDualStack 有什么不同？',
    goal: '两个地址族里各拿到什么地址。',
  },
  'rollout-errors': {
    title: '滚动更新时，为什么有请求失败？',
    goal: 'Node 会按旧规则转发多久，preStop 钩子有什么用。请看时间线。',
  },
  terminating: {
    title: '正在终止的 Pod 还会收到流量吗？',
    goal: '有别的 Pod 就绪时不会；没有时就会。',
  },
  'udp-stale': {
    title: 'Pod 已经消失，UDP 为什么还发给它？',
    goal: '内核记住了一个流的什么，kube-proxy 何时让它忘掉。',
  },
  'env-order': {
    title: 'SERVICE_HOST 为什么是空的？',
    goal: '环境变量在容器启动时写入，名称在需要时才查询。',
  },
};
