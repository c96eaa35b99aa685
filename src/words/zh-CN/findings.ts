import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const findings: Catalog['findings'] = {
  unrecorded: () =>
    'kube-proxy 的 ipvs 模式是按 kube-proxy 和内核的源码模拟的；和其他模式不同，它没有与真实集群对比过。',
  unsupportedScheduler: (scheduler, known) => cn`ipvs.scheduler：没有模拟 ${scheduler}，Kubehop 支持 ${known}`,
};

export const hints: Catalog['hints'] = {
  deprecated: () => 'Kubernetes 已弃用它，nftables 将取而代之。',
  usedInstead: (what) => cn`改用 ${what}。`,
  delayDefaultUsed: () => '改用默认的延迟。',
  defaultUsed: (what) => cn`改用默认值：${what}`,
  lastCounts: () => '以最后一个为准。',
  restUnread: () => '其余部分没有读取。',
  split: () => '请拆分它，或者去掉用不到的内容。',
  smaller: () => '请缩小它。',
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
