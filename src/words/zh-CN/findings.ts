import type { ScenarioKind } from '../../model/Message.ts';
import type { Catalog } from '../en.ts';
import { grouped } from '../grouped.ts';
import { cn } from './cn.ts';

const kinds: Record<ScenarioKind, string> = {
  text: '文本',
  told: '一段文本，或者每种语言一段',
  texts: '一段文本，或者它们的列表',
  expectation: '一段文本、它们的列表，或者一组字段',
  number: '数字',
  positive: '大于 0 的数字',
  list: '列表',
  cache: '一段时间（5s）、ttl 或 forever',
  time: '时间，例如 5s',
  fields: '一组字段',
  flag: 'true 或 false',
};

export const findings: Catalog['findings'] = {
  unrecorded: () =>
    'kube-proxy 的 ipvs 模式是按 kube-proxy 和内核的源码模拟的；和其他模式不同，它没有与真实集群对比过。',
  unsupportedScheduler: (scheduler, known) => cn`ipvs.scheduler：没有模拟 ${scheduler}，Kubehop 支持 ${known}`,
  unknownField: (path) => cn`Scenario 没有字段 ${path}，已忽略`,
  wrongKind: (path, expected) => cn`${path} 应该是${kinds[expected]}，已忽略`,
  wrongVersion: (expected) => cn`Scenario 的 apiVersion 应该是 ${expected}`,
  stepDoesNothing: (path) => cn`${path} 什么也不做：一个步骤要有 run、reach 或 say`,
  noTarget: (path) => cn`${path} 没有说明目的地：to 应该是 tcp://、udp:// 或 sctp://HOST:PORT，或者 icmp://HOST`,
  restless: () => '控制器无休止地互相撤销对方的工作，已被停下：所显示的是停下时的样子',
  secondScenario: () => '又一个 Scenario：只读取第一个',
  tooManyDocuments: (most) => cn`文档超过 ${grouped(most)} 个`,
  documentTooLong: (length, most) => cn`这个文档有 ${grouped(length)} 个字符，上限是 ${grouped(most)}`,
  nestedTooDeep: (most) => cn`这里的嵌套超过 ${most} 层`,
  tooManyKeys: (most) => cn`这个 map 的键超过 ${grouped(most)} 个`,
  aliasesExpand: (most) => cn`它的别名展开后超过 ${grouped(most)} 个值`,
};

export const hints: Catalog['hints'] = {
  deprecated: () => 'Kubernetes 已弃用它，nftables 将取而代之。',
  usedInstead: (what) => cn`改用 ${what}。`,
  delayDefaultUsed: () => '改用默认的延迟。',
  defaultUsed: (what) => cn`改用默认值：${what}`,
  withoutIt: () => 'kube-proxy 不会启动。这里当作没有写它来运行。',
  lastCounts: () => '以最后一个为准。',
  restUnread: () => '其余部分没有读取。',
  split: () => '请拆分它，或者去掉用不到的内容。',
  smaller: () => '请缩小它。',
};

export const explained: Catalog['explained'] = {
  'yaml/syntax': 'YAML 语法有误，这里读不下去。',
  'yaml/separator': '文档分隔符 --- 写得不对。',
  'yaml/duplicate-key': '同一个 map 里这个键出现了两次。',
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
  'settings/invalid': '集群配置里的值无效。',
};
