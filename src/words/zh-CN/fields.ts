import type { Fields } from '../en/fields.ts';
import { cn } from './cn.ts';

const does: Fields['does'] = {
  'Service.spec': '只有 kube-proxy 读它，把它变成每个 Node 上的规则。没有哪个进程或哪台机器就是这个 Service。',
  'ServiceSpec.type':
    '有几扇门可以进来。ClusterIP：只有集群规则认识的地址。NodePort：每个 Node 上再加一个端口。LoadBalancer：外面再加一个地址，由它发往 Node。ExternalName：没有规则，只有 DNS 的回答。',
  'ServiceSpec.clusterIP':
    '每个 Node 上的规则把这个地址换成某个 Pod 的地址，没有任何网卡拥有它。None 表示 headless：DNS 直接回答各个 Pod 的地址，什么也不转换。',
  'ServiceSpec.clusterIPs': '每个 IP 地址族一个地址，各有各的规则。',
  'ServiceSpec.ports': '每个端口有自己的一条规则链。发往 Cluster IP 其他端口的连接会被拒绝。',
  'ServicePort.port': '客户端访问的端口。规则选中 Pod 时，把它换成 targetPort。',
  'ServicePort.targetPort':
    'Pod 上的端口，必须有程序在那里监听。写名字时逐个 Pod 查找，没有这个名字的 Pod 不算在内。默认与 port 相同。',
  'ServicePort.nodePort': '规则在每个 Node 上都接管这个端口，不管那里有没有 Pod。没有程序监听它：`ss` 看不到。',
  'ServicePort.protocol': '规则只匹配这个协议。这里是 UDP，那么用 TCP 访问就会被拒绝。',
  'ServicePort.name': 'EndpointSlice 和 DNS 的 SRV 记录都用这个名字。两边名字不同，这个端口就没有端点。',
  'ServicePort.appProtocol': '给负载均衡器和服务网格看的说明。kube-proxy 不读它，数据包没有任何变化。',
  'ServiceSpec.selector':
    'Namespace 里哪些 Pod 成为端点：带有这里全部标签的那些。没有 selector，就要等你自己写 EndpointSlice。',
  'ServiceSpec.externalTrafficPolicy':
    'Cluster：Node 可以把外面来的连接发给任何 Node 上的 Pod，并把源地址换成自己的。Local：只发给本 Node 的 Pod，客户端地址不变；没有 Pod 的 Node 会丢弃它。',
  'ServiceSpec.internalTrafficPolicy':
    'Local：集群内部发出的连接只到发送者所在 Node 的 Pod。那里没有，就丢弃，哪怕别的 Node 有就绪的 Pod。',
  'ServiceSpec.sessionAffinity':
    'ClientIP：Node 记住为某个源地址选过哪个 Pod，下次还选它。同一个 NAT 后面的客户端，在它看来是同一个。',
  'ServiceSpec.sessionAffinityConfig': '最后一个新连接之后，Node 把自己的选择记多久。',
  'ClientIPConfig.timeoutSeconds': '同一来源这么久没有新连接，Node 就重新选择 Pod。',
  'ServiceSpec.externalIPs':
    '不管数据包到了哪个 Node，规则也接管这些地址。但没有谁会把它送到 Node：这个地址的路由要你自己配置。',
  'ServiceSpec.externalName': 'DNS 用这个名字的别名回答。没有规则，没有端口：客户端自己去连接那台主机。',
  'ServiceSpec.loadBalancerSourceRanges': '从其他来源到达负载均衡器地址的连接会被丢弃。NodePort 仍对所有人开放。',
  'ServiceSpec.loadBalancerIP': '希望负载均衡器使用的地址；已弃用，由提供者决定。',
  'ServiceSpec.loadBalancerClass': '由谁的负载均衡器负责。默认的那个就不管这个 Service 了。',
  'ServiceSpec.allocateLoadBalancerNodePorts':
    'false：没有 NodePort。只有不经过 NodePort 也能到达 Pod 或 Service 地址的负载均衡器，才能送达。',
  'ServiceSpec.healthCheckNodePort':
    'externalTrafficPolicy 为 Local 时，各 Node 在这里回答自己有没有这个 Service 的就绪 Pod。负载均衡器会跳过回答没有的 Node。',
  'ServiceSpec.publishNotReadyAddresses': 'true：Pod 还没就绪就有流量和 DNS 记录。适合启动时必须互相找到的成员。',
  'ServiceSpec.trafficDistribution':
    'PreferSameZone、PreferSameNode：只要近处有 Pod，Node 上的规则就在近处选，并不看负载。',
  'ServiceSpec.ipFamilies': '在哪些地址族里有 Cluster IP、规则和 EndpointSlice。第一个是主地址族，不能改。',
  'ServiceSpec.ipFamilyPolicy': '这个 Service 有一个地址族还是两个。',
  'Deployment.spec': '它让 Pod 保持运行。Service 从不看它，只看它的 Pod 的标签。',
  'DeploymentSpec.replicas': '这么多个 Pod，每个就绪后都是一个端点：连接随机分给它们。',
  'DeploymentSpec.selector': '哪些 Pod 归这个 Deployment 管，与 Service 的 selector 无关。',
  'DeploymentSpec.template': 'Service 选中 Pod，靠的是这里面的标签。',
  'DeploymentSpec.strategy': '替换 Pod 的时候端点有来有去，各 Node 的规则稍后才跟上。',
  'ObjectMeta.labels': 'Service、策略和工作负载靠标签找对象。工作负载自己的标签 Service 不看，看的是模板里的。',
  'ObjectMeta.namespace': 'Service 只选自己 Namespace 里的 Pod。DNS 里的短名字指的也是自己的 Namespace。',
  'ObjectMeta.name': 'Service 的名字就是它在 DNS 里的名字。',
  'ContainerPort.containerPort': '它不会打开任何端口：程序监听哪里由程序决定。Kubehop 把它当作程序监听的端口。',
  'ContainerPort.name': 'targetPort 可以写这个名字，不写数字。',
  'ContainerPort.hostPort': 'Pod 所在 Node 上的一条规则，把 Node 地址的这个端口引到 Pod，不经过任何 Service。',
  'ContainerPort.protocol': '同一个数字的 TCP 和 UDP 是两个端口。',
  'Container.ports': '给 targetPort 用的名字，以及监听情况的说明。不写端口并不会关闭它。',
  'Container.readinessProbe':
    '探测成功之前，以及一旦失败之后，Pod 都不是端点：所有 Node 的规则都不选它。已经打开的连接不受影响。',
  'Container.livenessProbe': '失败时容器会重新启动。它不决定端点。',
  'Container.startupProbe': '它成功之前，其他探测都等着，Pod 也没有就绪。',
  'Container.lifecycle': '在 preStop 里等一会儿，可以让所有 Node 的规则先忘掉这个 Pod，程序再结束。',
  'HTTPGetAction.port': 'kubelet 从 Node 直接访问 Pod 自己的地址和这个端口，中间没有 Service。',
  'PodSpec.hostNetwork':
    'Pod 没有自己的地址，用的是 Node 的地址和端口。发给它的数据包从 Pod 地址那一层换到 Node 地址那一层。',
  'PodSpec.nodeName': '绕过调度器，由人指定。策略为 Local 时，它决定哪个 Node 的门通向 Pod。',
  'PodSpec.nodeSelector': '只有带这些标签的 Node 能接收这个 Pod，Local 也就只在这些 Node 上找得到它。',
  'PodSpec.dnsPolicy':
    'Pod 向谁查名字。ClusterFirst：集群的 DNS。Default：Node 的 DNS，它不认识 Service。hostNetwork 时用 ClusterFirstWithHostNet。',
  'PodSpec.dnsConfig': '搜索域和 ndots 决定一个短名字要查几次。',
  'PodSpec.subdomain': '有同名的 headless Service 时，Pod 在 DNS 里有自己的名字。',
  'PodSpec.hostname': 'Pod 在 DNS 里名字的第一段，后面是 subdomain。',
  'PodSpec.readinessGates': '还要有谁把这些状况（condition）设为 True，Pod 才成为端点。',
  'PodSpec.terminationGracePeriodSeconds':
    'Pod 被要求结束之后还能运行这么久。它不再就绪，但没有别的 Pod 时，它是最后的选择。',
  'PodSpec.enableServiceLinks': 'Pod 启动时已有的 Service 的地址，写成环境变量，以后不再改变。',
  'StatefulSetSpec.serviceName': '通过这个 headless Service，每个 Pod 在 DNS 里有自己的名字。',
  'NetworkPolicySpec.podSelector':
    '策略关上的是这些 Pod：没有任何策略允许的，就在 Pod 前丢弃，那时 Service 的地址已经转换过了。',
  'NetworkPolicySpec.ingress': '谁可以连接这些 Pod。空列表表示谁都不行。',
  'NetworkPolicySpec.egress': '这些 Pod 可以连接谁。不放行集群 DNS 的 53 端口，最先失败的是查名字。',
  'NetworkPolicySpec.policyTypes': '关上哪些方向。只写 Egress 而没有规则，就全部关上，DNS 也一样。',
  'NetworkPolicyPort.port': '是 Pod 的端口，不是 Service 的：策略看到的是转换之后的数据包。',
  'IPBlock.cidr': '数据包到 Pod 时所带的地址；Node 换过源地址的话，就是 Node 的地址。',
  'Endpoint.conditions': 'ready 决定规则用不用它；serving 和 terminating 是最后的选择。',
  'EndpointSlice.ports': '名字必须与 Service 端口的名字一致。',
  'KubeProxyConfiguration.mode': 'kube-proxy 写什么：iptables 链、nftables 映射，还是 IPVS 虚拟服务器。',
  'KubeProxyConfiguration.detectLocalMode': 'kube-proxy 怎样认出 Pod 的流量，这决定换掉哪些源地址。',
  'KubeProxyConfiguration.nodePortAddresses': 'Node 在自己的哪些地址上开放 NodePort。',
  'KubeProxyIPTablesConfiguration.masqueradeAll':
    'true：发往 Cluster IP 的都换上 Node 的源地址，Pod 看到的就只有 Node。',
  'ScenarioSpec.seed': '决定随机的选择：种子相同，选中的 Pod 也相同。',
  'ScenarioSpec.podNetwork': '数据包怎样在 Node 之间走：原样路由，或者包在 VXLAN 里。',
  'ScenarioSpec.nodeNetwork': 'private：外部客户端没有到 Node 的路由，就像 kind、Docker Desktop 或云上的私有 Node。',
  'ScenarioSpec.steps': '按顺序执行的命令和要问的连接。',
  'ScenarioStep.on': '在哪里运行：admin、client、node/NAME 或 pod/NAME。',
  'ScenarioStep.run': '终端的一条命令。',
  'ScenarioStep.reach': '一个 URL：列出新连接所有可能的结果。',
};

export const fields: Fields = {
  does,
  inPath: '对数据包的影响',
  required: '必填',
  values: '可选值',
  goTo: (places) => (places === 1 ? '转到定义' : cn`转到 ${places} 处`),
  rename: '重命名',
  renaming: (name, places) => cn`把 ${places} 处的 ${name} 改为`,
  renamed: (places) => cn`已改 ${places} 处。`,
  places: '位置',
  nowhere: '这份文本里没有别的地方用这个名字。',
  noName: '这里只能重命名标签和端口名。',
  cancel: '取消',
};
