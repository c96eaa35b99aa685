import type { Diagnosis } from '../en/diagnosis.ts';
import type { FieldHolds } from '../../model/Message.ts';
import { cn } from './cn.ts';

const WANTS: Record<FieldHolds, string> = {
  text: '这个字段是文本：纯数字、true、false、yes、no、on、off 都要加引号。',
  number: '这个字段是数字：不加引号。',
  truth: '这个字段只能是 true 或 false，不加引号。',
  list: '这个字段是列表：每一项以连字符开头。',
  map: '这个字段里面还有字段：名称、冒号、空格、值。',
};

const findings: Diagnosis['findings'] = {
  selectsNothing: (service, namespace, labels) =>
    cn`Service ${service} 什么也没选中：${namespace} 里没有 Pod 带有 ${labels}`,
  selectsStrangers: (service, strangers, port) =>
    cn`Service ${service} 还选中了 ${strangers} 的 Pod，它们不监听 ${port}：一部分连接会被拒绝`,
  noEndpoints: (service) => cn`Service ${service} 没有 selector，也没有 EndpointSlice：它背后没有任何人`,
  nobodyListens: (port, service) => cn`Service ${service} 的 Pod 里没有进程监听 ${port}：连接会被拒绝`,
  otherProtocol: (service, port, protocol) =>
    cn`Service ${service} 通向 ${port}，但它的 Pod 在这个端口上只监听 ${protocol}`,
  loopbackOnly: (service, port) => cn`Service ${service} 的 Pod 只在 127.0.0.1 上监听 ${port}：别人都到不了`,
  noSuchPortName: (service, name, protocol) =>
    cn`Service ${service} 背后没有容器声明名为 ${name} 的 ${protocol} 端口：这个端口没有端点`,
  slicePortName: (slice, service, name) =>
    cn`EndpointSlice ${slice} 的端口名是 ${JSON.stringify(name)}，与 Service ${service} 不同：这个端口没有端点`,
  headlessPort: (service, port, target) =>
    cn`Service ${service} 是 headless：没有规则把它的端口 ${port} 换成 ${target}`,
  externalNamePort: (service, port, target) =>
    cn`Service ${service} 是 ExternalName：没有规则把它的端口 ${port} 换成 ${target}`,
  probeFails: (container, pods, port, service) =>
    cn`${pods} 永远不会就绪：容器 ${container} 的探针访问端口 ${port}，那里没有进程监听` +
    (service ? cn`；Service ${service} 不会使用它` : ''),
  probeCommandFails: (container, pods) => cn`${pods} 永远不会就绪：容器 ${container} 的探针失败`,
  gateMissing: (pods, gate) => cn`${pods} 永远不会就绪：没有人设置它的 readiness gate 条件 ${gate}`,
  notScheduled: (pods, why) => cn`没有 Node 接收 ${pods} 的 Pod：${why}`,
  localOnly: (service, nodes) =>
    cn`Service ${service} 的 node port 流量只留在收到它的 Node，而 ${nodes} 上没有它的 Pod：到那里的流量会被丢弃`,
  internalLocal: (service, nodes) =>
    cn`Service ${service} 让 Pod 的流量只留在本 Node，而 ${nodes} 上没有它的 Pod：从那里发出的请求会丢失`,
  rangesExclude: (service, client) =>
    cn`Service ${service} 的 loadBalancerSourceRanges 不包含客户端 ${client}：它得不到任何回应`,
  addressPending: (service) => cn`Service ${service} 的负载均衡器得不到地址：一直是 <pending>`,
  sharedAddress: (address, port, services) => cn`${services} 都要用 ${address} 的端口 ${port}`,
  affinityBehindProxy: (service, proxy) =>
    cn`Service ${service} 的会话亲和性只看到一个客户端：所有连接都来自负载均衡器 ${proxy}`,
  hintsDropped: (service, endpoints, zones) =>
    cn`Service ${service} 没有 topology hints：${endpoints} 个端点在各 zone ${zones} 之间分得不够均匀`,
  ignoredWhenHeadless: (service, field) => cn`${field} 不起作用：Service ${service} 是 headless`,
  deprecated: (what) => cn`${what} 已弃用`,
  externalNameIsAddress: (service, address) =>
    cn`Service ${service} 的 externalName 是 ${address}：DNS 把它当作名称，而这样的名称不存在`,
  headlessVariable: (variable, service) => cn`${variable} 不会被设置：Service ${service} 是 headless`,
  laterVariable: (variable, service) => cn`${variable} 没有设置：Service ${service} 在 Pod 启动之后才创建`,
  loopbackNodePort: (port, service, mode) =>
    cn`Service ${service} 的 node port ${port} 在 loopback 上不应答：kube-proxy 处于 ${mode} 模式`,
  pingClusterIP: (host, service) => cn`${host} 是 Service ${service} 的 Cluster IP，没有人应答对它的 ping`,
  leavesTooSoon: (service, ms) =>
    cn`Service ${service} 的 Pod 离开后 ${ms} ms 就结束：还没得知此事的 Node 仍会向它们发送`,
  shortName: (name, namespace, there) => cn`${name} 在 ${namespace} 里无法解析：同名的 Service 在 ${there}`,
  noSuchService: (by, service, namespace) => cn`${by} 引用了 Service ${service}，而 ${namespace} 里没有它`,
  noSuchServicePort: (by, service, port) => cn`${by} 引用了端口 ${port}，而 Service ${service} 没有这个端口`,
  headerMissing: (service, address) =>
    cn`Service ${service} 的 Pod 在等 PROXY protocol，而集群内部对 ${address} 的调用绕过了负载均衡器：没有人写这一行`,
  nodesOutOfReach: (service, port, node) =>
    cn`客户端没有到 ${node} 的路由：够不到 Service ${service} 的 node port ${port}`,
  unhealthyNode: (node, service) => cn`${node} 上没有 Service ${service} 的就绪 Pod：它的健康检查回答 503`,
  forwardsToOne: (service, pods) =>
    cn`${'kubectl port-forward'} 只选 Service ${service} 的 ${pods} 个 Pod 中的一个，所有流量都到那里`,
  sourceHidden: (service, client) => cn`Service ${service} 的 Pod 看到的不是客户端 ${client}，而是某个 Node 的地址`,
  unequalShares: (service, shares) => cn`Service ${service} 的 Pod 分到的并不相等，而是 ${shares}`,
  hairpinSource: (pod, service, seen) =>
    cn`Pod ${pod} 通过 Service ${service} 又回到自己，看到的是它的 Node 的地址 ${seen}`,
  affinitySlides: (service, at, renewed, timeout) =>
    cn`第 ${at} 秒时 Service ${service} 仍然记得这个客户端：第 ${renewed} 秒的连接让 ${timeout} 秒重新计时`,
  affinityOfPort: (service, port, other) =>
    cn`Service ${service} 的端口 ${port} 不知道端口 ${other} 记住了什么：任何 Pod 都可能应答`,
  inTurn: (service, requests, pods) =>
    cn`到 Service ${service} 的 ${requests} 个连接不一定到达全部 ${pods} 个 Pod：每次都是随机选择`,
  leftAtOnce: (pod, service) => cn`Pod ${pod} 已被删除，不会再得到 Service ${service} 的新连接`,
  keptConnection: (service, pods) =>
    cn`客户端一直用同一个到 Service ${service} 的连接：${pods} 个 Pod 里只有一个在干活`,
  flowToNobody: (service, deployment) =>
    cn`Deployment ${deployment} 先结束 Service ${service} 的所有 Pod，再创建新的：这期间 UDP 一直发往已消失的 Pod`,
  isDump: (objects) => cn`${objects} 个来自集群的对象，是 ${'kubectl'} 打印出来的样子`,
  closedPort: (port, service, policy, target) =>
    cn`Service ${service} 的端口 ${port} 无法访问：NetworkPolicy ${policy} 隔离了它的 Pod，而没有规则放行 ${target}`,
  policySelectsNothing: (policy, namespace) =>
    cn`NetworkPolicy ${policy} 什么也没选中：${namespace} 里没有 Pod 带有这些标签`,
  noDns: (policy) =>
    cn`NetworkPolicy ${policy} 切断了它的 Pod 与 DNS 的联系：没有 egress 规则放行到 kube-dns 的 53/UDP`,
  blockNeverMatches: (policy, block, service) =>
    cn`NetworkPolicy ${policy} 放行 ${block}，但从 Service ${service} 进来的流量带的是 Node 的地址`,
};

const hints: Diagnosis['hints'] = {
  useLabel: (label) => cn`Pod 带有 ${label}，要用它吗？`,
  useLabels: (labels) => cn`最接近的 Pod 带有 ${labels}。`,
  labelsOfTemplate: (workload) =>
    cn`带有这些标签的是 ${workload} 本身；Service 看的是 Pod 的标签，它们写在 spec.template.metadata.labels。`,
  noPod: (elsewhere) => `这个 Namespace 里没有 Pod${elsewhere ? '；Service 只看得到自己 Namespace 里的 Pod' : ''}。`,
  inNamespace: (namespace) => cn`带有这些标签的 Pod 在 ${namespace}；Service 只看得到自己的 Namespace。`,
  everyLabel: () => 'Pod 必须带有 selector 的每个标签，值也要相同。',
  tellApart: () => 'selector 会选中每一个带有这些标签的 Pod，不管是谁创建的。请加上一个只有你的 Pod 才有的标签。',
  writeSlice: () => '没有 selector 时，要有人写一个 EndpointSlice，并在标签里写明这个 Service。',
  listenOn: (ports) => cn`它们监听 ${ports}。`,
  howListens: () => 'Kubehop 认为 Pod 监听它声明的 containerPort，或者它的镜像众所周知的端口。',
  protocolInKey: () => '端口由端口号和协议组成；不写协议时，Service 指的是 TCP。',
  listenOnAll: () => '请让程序监听 0.0.0.0 或 [::]。',
  nameInPod: (protocol) => cn`这个名称必须写在容器的 ports[].name 里，协议是 ${protocol}。`,
  declaredNames: (names) => cn`容器声明了 ${names}。`,
  numberNeedsNone: () => '容器没有声明端口。用数字不需要声明，用名称必须声明。',
  namesEqual: (names) => cn`名称必须相同：Service 里是 ${names}。`,
  noMapping: () => '没有 Cluster IP 就没有规则；客户端直接连接 Pod，用的就是它自己写的端口。',
  onlyAlias: () => '它只是 DNS 里的别名；客户端连接另一台主机，用的就是它自己写的端口。',
  notReadyNoTraffic: () => '在那之前，没有 Service 会把流量发给它。',
  whoSetsGate: () => '要由外部的控制器写进 Pod 的 status。',
  localDrops: () => '改成 Cluster 后每个 Node 都会转发，代价是看不到客户端的地址。',
  localNoFallback: () => 'Local 从不回退。trafficDistribution: PreferSameNode 会。',
  rangesGuard: () => '它们只保护负载均衡器的地址，不保护 node port。',
  nobodyGivesAddress: () => '没有控制器负责它。这期间 node port 可以使用。',
  takenAddress: () => '另一个 Service 占用了 loadBalancerIP，或者它超出了范围。',
  oneWins: () => '由谁应答取决于顺序，各个 Node 可能不同。',
  seesProxyOnly: () => '请让负载均衡器来保持会话，或者让它传递客户端的地址。',
  hintsSum: (least, endpoints) =>
    cn`每个 zone 需要它的份额，向上取整：合计 ${least}，而端点有 ${endpoints} 个，所以所有 hints 都被去掉。`,
  hintsZones: () => '至少要有两个 zone，而且每个 Node 都要有 zone 和 CPU。',
  clientChooses: () => 'DNS 给出所有地址，由客户端选一个。均衡和亲和性都需要 Cluster IP。',
  replacement: (what) => cn`请改用 ${what}。`,
  addressIsName: () => '如果要指向一个地址，请写一个没有 selector 的 Service 和一个 EndpointSlice。',
  variablesNeedClusterIP: () => '只有带 Cluster IP 的 Service 才有环境变量。请使用名称。',
  variablesAreWrittenOnce: () => '环境变量在容器启动时写入。请使用名称，或者重新启动 Pod。',
  loopbackOnlyIptables: () =>
    '只有 iptables 模式会在 127.0.0.1 上打开 node port，在 [::1] 上从来不会。Node 自己的地址在各种模式下都可以。',
  clusterIPHasPorts: (port) => cn`Cluster IP 只存在于规则里，规则要看协议和端口。请访问 ${port}。`,
  preStopWaits: (seconds) => cn`preStop 钩子等待 ${seconds} 秒，所有 kube-proxy 就能先得知，什么也不会丢。`,
  searchOwnNamespace: () => '短名称首先在 Pod 自己的 Namespace 里查找，不会到别的 Namespace 里找。',
  nearestService: (name) => cn`有一个 ${name}。`,
  hasPorts: (ports) => cn`它有 ${ports}。`,
  portOfPod: (target, port) => cn`NetworkPolicy 看到的是 Pod 的端口 ${target}，而不是 Service 的端口 ${port}。`,
  addIngress: (target) => cn`如果要让 Pod 能被访问，请添加一条端口为 ${target} 的 ingress 规则。`,
  ownNamespace: () => 'NetworkPolicy 只隔离自己 Namespace 里的 Pod。',
  allowDns: () => '名称无法解析，地址还可以用。请放行到 Namespace kube-system 的 53 端口，UDP 和 TCP 都要。',
  nodesAddressSeen: () => 'externalTrafficPolicy 是 Cluster 时，收到包的 Node 会用自己的地址替换客户端的地址。',
  proxyIsAsked: () => 'ipMode 是 Proxy 时，kube-proxy 不管这个地址，集群内部的调用也经过负载均衡器。',
  waysIn: () =>
    'Node 在自己的网络里。可以从负载均衡器进去，也可以用 kubectl port-forward，或者 kind 的 extraPortMappings。',
  healthyIsLocal: () =>
    'externalTrafficPolicy 是 Local 时，负载均衡器就是这样排除没有 Pod 的 Node 的。请访问负载均衡器的地址。',
  forwardGoesAround: () => '它经过 API server 直接进入一个 Pod，绕过 kube-proxy。请从集群内部访问 Service。',
  sharesOfNodes: () => 'externalTrafficPolicy 是 Local 时，负载均衡器给每个 Node 同样多，Node 再分给自己上面的 Pod。',
  hairpinMasqueraded: () => '回到发起者的包会做 masquerade，否则应答会绕过 Node。',
  timeoutSlides: () => '超时是滑动的：这么长时间没有任何连接，它才结束。',
  portsRememberAlone: () => '亲和性属于 Service 的一个端口，而不是整个 Service。',
  randomChoice: () => '每次所有 Pod 的机会均等。只有 ipvs 模式会轮流，而它已弃用。',
  lastResortOnly: () => '正在终止的 Pod 立即离开就绪端点，有没有 preStop 都一样。只有在没有就绪的端点时才会用到它。',
  choiceOfConnection: () => '每个连接只选择一次。新的 Pod 只会得到新的连接。',
  lastEndpointKeepsFlow: () =>
    '只有当 Service 还有端点时，kube-proxy 才会删除通向已消失的 Pod 的流。RollingUpdate 会保留一个。',
  nodePortRange: () => 'node port 必须在 30000–32767 之间；不写这个字段就会自动选一个。',
  nodePortTaken: (by) => `${by ? cn`Service ${by} 占用了它。` : ''}整个集群共用一个端口池，与协议无关。`,
  clusterIPTaken: (by) => `${by ? cn`Service ${by} 占用了它。` : ''}不写这个字段就会自动选一个空闲的。`,
  clusterIPRange: (range) => cn`Cluster IP 在 ${range} 之内；不写这个字段就会自动选一个空闲的。`,
  portNeedsName: () => '有多个端口时，每个端口都要有名称。',
  namespaceMissing: (namespace) => cn`没有文档创建 Namespace ${namespace}，新集群里也没有它。`,
  namespaceLater: (namespace) => cn`文档按先后顺序创建：Namespace ${namespace} 要放在其中的对象之前。`,
  fieldMeant: (field) => cn`有一个字段叫 ${field}。`,
  fieldElsewhere: (path) => cn`它应当写在 ${path}。`,
  kindMeant: (kind) => cn`有一种资源叫 ${kind}。`,
  kindServedAs: (versions) => cn`在 Kubernetes 1.36 中，这种资源的版本是 ${versions}。`,
  kindForeign: (kind) => cn`Kubernetes 自身没有 ${kind}：要先有它的 CustomResourceDefinition。`,
  wants: (what) => WANTS[what],
  nameLike: () => '名称只能用小写字母、数字和连字符。',
  selectorIsLabels: () => 'selector 必须选中模板的 Pod，因此模板的标签要包含它的全部内容。',
  selectorIsPlain: () => 'Service 的 selector 直接就是标签。',
  documentBegins: () => '这里似乎开始了一个新对象：它前面要有 ---。',
  blankAfterColon: () => '字段名的冒号后面要有一个空格。',
  misaligned: () => '这一行的缩进和前面的任何一行都对不上。',
  isTemplate: () => '这是模板，还不是 YAML。请粘贴渲染后的结果：helm template 会输出它。',
  noTabs: () => '行首有制表符（Tab）。YAML 只能用空格缩进。',
  importDump: () => '导入后，名称和地址保持不变；服务器写进去的内容，以及 Kubehop 自己已有的对象，会被去掉。',
};

const fixes: Diagnosis['fixes'] = {
  select: (labels) => cn`选择 ${labels}`,
  moveTo: (namespace) => cn`移到 ${namespace}`,
  setField: (field, value) => `${field}: ${value}`,
  dropField: (field) => cn`去掉 ${field}`,
  allow: (port) => cn`放行 ${port}`,
  writeSlice: (address) => cn`改成 Service 和指向 ${address} 的 EndpointSlice`,
  allowDns: () => cn`放行 ${'DNS'}`,
  importIt: () => '导入它们',
  spell: (word) => cn`改写成 ${word}`,
  moveField: (to) => cn`移到 ${to}`,
  addNamespace: (namespace) => cn`添加 Namespace ${namespace}`,
  blanksForTabs: () => '把制表符换成空格',
  separate: () => '在它前面加上 ---',
  spaceColon: () => '在冒号后面加一个空格',
  align: () => '对齐这一行',
};

const panel: Diagnosis['panel'] = {
  ask: '为什么？',
  asking: '正在寻找原因…',
  title: '原因',
  works: '在这份文本的集群里，它是通的。',
  of: (share) => cn`${share} 的连接：`,
  rule: '依据规则',
  see: (object) => cn`参见 ${object}`,
  repairs: '能修好它的改动，都先试过：',
  apply: '应用',
  parts: '没有哪个改动能单独修好它。下面的改动各修好一部分，改完再问一次：',
  none: 'Kubehop 没有找到能修好它的改动。',
  docs: cn`${'Kubernetes'} 文档`,
  scenario: '看一个场景',
  stale: '文本在那之后改动过，请再问一次。',
  failed: '没能找出原因。',
};

const fixAll: Diagnosis['fixAll'] = {
  button: (n) => `修复 ${n} 处`,
  title: '应用所有无需选择的修复，一次撤销即可全部还原。',
  done: (n) => (n === 0 ? '没有修复起作用。' : `已修复 ${n} 处，一次撤销即可全部还原。`),
  left: (n) => (n === 0 ? '没有问题了。' : `还剩 ${n} 个问题，需要你来决定。`),
};

export const diagnosis: Diagnosis = { findings, hints, fixes, panel, fixAll };
