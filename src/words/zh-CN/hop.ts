import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const hop: Catalog['hop'] = {
  client: '客户端',
  loadBalancer: '负载均衡器',
  places: { client: '客户端', loadBalancer: '负载均衡器' },
  dropped: (at) => cn`在${at}上被丢弃`,
  refused: (at) => cn`在${at}上被拒绝`,
  noListener: (at) => cn`${at}上没有进程监听`,
  noRoute: (at) => cn`${at}没有路由`,
  fields: { src: '源地址', dst: '目的地址', both: '源地址和目的地址' },
  translated: (fields, at) => cn`在${at}上改写${fields}`,
  translatedBack: (fields, at) => cn`在${at}上还原${fields}`,
  wrapped: (at) => cn`在${at}上封装进 VXLAN`,
  unwrapped: (at) => cn`在${at}上解开 VXLAN`,
  picks: (who, node) => cn`${who}选中${node}`,
  answers: (who) => cn`${who}应答`,
  hasAnswer: (who) => cn`${who}收到应答`,
  delivered: (at) => cn`送达${at}`,
  looksUp: (who, name) => cn`${who}查询${name}`,
  sends: (who) => cn`${who}发出数据包`,
  passesOn: (who) => cn`${who}继续转发`,
  at: (at) => cn`在${at}上`,
  reply: '回程',
  endings: {
    pod: (pod, source) => cn`已送达：${pod}看到的来源是${source}`,
    node: (node) => cn`已送达：由${node}自己应答`,
    refused: '被拒绝',
    unreachable: '不可达',
    timeout: '超时：没有应答',
    unresolved: '这个名称没有地址',
  },
};
