import type { Miss, MissArgs } from '../../model/Message.ts';
import type { Catalog } from '../en.ts';
import { saying } from '../saying.ts';
import { cn } from './cn.ts';
import { misses } from './misses.ts';

const side = (field: 'src' | 'dst'): string => (field === 'src' ? '源地址' : '目的地址');

const miss = (one: Miss): string => saying<MissArgs>(misses, one);

const HOW: Record<string, string> = {
  rr: '轮流选择',
  wrr: '轮流选择',
  lc: '选连接最少的',
  wlc: '选连接最少的',
  sed: '选活动连接最少的',
  nq: '选第一个空闲的',
  dh: '按目的地址的哈希选择',
  sh: '按源地址的哈希选择',
};

export const notes: Catalog['notes'] = {
  nothing: () => '',

  schedules: (server) => cn`调度 ${server}`,
  noRealServer: () => '没有 real server',
  scheduled: (of, scheduler, remembers) =>
    `${of === 1 ? '唯一的一个' : `${of} 个之一，${HOW[scheduler]}`}${remembers ? '，除非记得这个客户端' : ''}`,

  sideIn: (field, ranges) => cn`${side(field)}在 ${ranges} 内`,
  sideNot: (field, range) => cn`${side(field)}不是 ${range}`,
  sideNotIn: (field, ranges) => cn`${side(field)}不在 ${ranges} 内`,
  local: (field, is) => `${side(field)}${is ? '是' : '不是'}这个 Node 的地址`,
  pairNotInSet: (set) => cn`它的来源和去向不在 ${set} 里`,
  targetNotInSet: (set) => cn`它的去向不在 ${set} 里`,
  notByIpvs: (address) => cn`它不是 IPVS 为 ${address} 发来的`,
  cameIn: (device) => cn`它从 ${device} 进来`,
  notCameIn: (device) => cn`它不是从 ${device} 进来的`,
  notProtocol: (protocol) => cn`它不是 ${protocol}`,
  notPort: (ports) => cn`目的端口不是 ${ports.join(' 或 ')}`,
  marked: () => '它带有标记',
  notMarked: () => '它没有标记',
  state: (states) => cn`它的状态是 ${states} 之一`,
  notState: (states) => cn`它的状态不是 ${states}`,
  chance: (percent) => cn`概率 ${percent} %：这次没有抽中`,
  notRemembered: () => '这里没有记住这个来源',
  notInMap: () => 'map 里没有这个地址和端口',
  notItself: () => '不是自己访问自己',
  notNew: () => '它不是新连接的开头',
  notChanged: () => '它的目的地址没有被改写',

  goesOn: (chain) => cn`进入 ${chain}`,
  goto: (chain) => `goto ${chain}`,
  dnat: (to) => cn`把目的地址改为 ${to}`,
  masquerades: () => '把源地址改为 Node 自己的地址',
  marksForMasquerade: () => '打上 masquerade 标记',
  marks: () => '打上标记',
  unmarks: () => '去掉标记',
  accepts: () => '接受它',
  drops: () => '丢弃它',
  rejects: () => '拒绝它',
  returns: () => '离开这条链',
  doesNothing: () => '什么也不做',
  remembers: () => '记住来源',

  letsIn: () => '允许进入',
  letsOut: () => '允许离开',
  allowsNothing: () => '什么也不允许',
  misses: (peers, ports) => [peers.map(miss).join('；'), ...ports.map(miss)].filter(Boolean).join('，并且'),
};
