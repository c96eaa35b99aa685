import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const findings: Catalog['findings'] = {
  selectsNothing: (service, namespace, labels) =>
    cn`Service ${service} 什么也没选中：${namespace} 里没有 Pod 带有 ${labels}`,
  nobodyListens: (port, service) => cn`Service ${service} 的 Pod 里没有进程监听 ${port}：连接会被拒绝`,
  closedPort: (port, service, policy, target) =>
    cn`Service ${service} 的端口 ${port} 无法访问：NetworkPolicy ${policy} 隔离了它的 Pod，而没有规则放行 ${target}`,
  policySelectsNothing: (policy, namespace) =>
    cn`NetworkPolicy ${policy} 什么也没选中：${namespace} 里没有 Pod 带有这些标签`,
  noDns: (policy) =>
    cn`NetworkPolicy ${policy} 切断了它的 Pod 与 DNS 的联系：没有 egress 规则放行到 kube-dns 的 53/UDP`,
  unrecorded: () =>
    'kube-proxy 的 ipvs 模式是按 kube-proxy 和内核的源码模拟的；和其他模式不同，它没有与真实集群对比过。',
  unsupportedScheduler: (scheduler, known) => cn`ipvs.scheduler：没有模拟 ${scheduler}，Kubehop 支持 ${known}`,
};

export const hints: Catalog['hints'] = {
  useLabel: (label) => cn`Pod 带有 ${label}，要用它吗？`,
  noPod: (elsewhere) => `这个 Namespace 里没有 Pod${elsewhere ? '；Service 只看得到自己 Namespace 里的 Pod' : ''}。`,
  everyLabel: () => 'Pod 必须带有 selector 的每个标签，值也要相同。',
  listenOn: (ports) => cn`它们监听 ${ports}。`,
  howListens: () => 'Kubehop 认为 Pod 监听它声明的 containerPort，或者它的镜像众所周知的端口。',
  portOfPod: (target, port) => cn`NetworkPolicy 看到的是 Pod 的端口 ${target}，而不是 Service 的端口 ${port}。`,
  addIngress: (target) => cn`如果要让 Pod 能被访问，请添加一条端口为 ${target} 的 ingress 规则。`,
  ownNamespace: () => 'NetworkPolicy 只隔离自己 Namespace 里的 Pod。',
  allowDns: () => '名称无法解析，地址还可以用。请放行到 Namespace kube-system 的 53 端口，UDP 和 TCP 都要。',
  deprecated: () => 'Kubernetes 已弃用它，nftables 将取而代之。',
  usedInstead: (what) => cn`改用 ${what}。`,
  delayDefaultUsed: () => '改用默认的延迟。',
  defaultUsed: (what) => cn`改用默认值：${what}`,
  lastCounts: () => '以最后一个为准。',
  restUnread: () => '其余部分没有读取。',
  split: () => '请拆分它，或者去掉用不到的内容。',
  smaller: () => '请缩小它。',
};

export const fixes: Catalog['fixes'] = {
  select: (label) => cn`选择 ${label}`,
  allow: (port) => cn`放行 ${port}`,
};

export const explained: Catalog['explained'] = {
  'yaml/syntax': 'YAML 语法有误，这里读不下去。',
  'yaml/separator': '文档分隔符 --- 写得不对。',
  'yaml/duplicate-key': '同一个 map 里这个键出现了两次。',
  'budget/document': '这个文档太长。',
  'budget/documents': '文档太多。',
  'admit/Required': '缺少必填字段。',
  'admit/Invalid': '字段的值无效。',
  'admit/Duplicate': '值重复了。',
  'admit/NotSupported': '不支持这个值。',
  'admit/Forbidden': '这里不允许这样写。',
  'admit/NotFound': '引用的对象不存在。',
  'admit/TooMany': '数量超出上限。',
  'admit/TooLong': '内容太长。',
  'admit/BadRequest': 'API server 无法解码这个对象：有未知字段，或者类型不对。',
  'admit/AlreadyExists': '同名对象已经存在。',
  'admit/Conflict': '与集群里的对象冲突。',
  'scenario/unknown': 'Scenario 里没有这个字段，或者不支持这个值。',
  'settings/invalid': '集群配置里的值无效。',
};
