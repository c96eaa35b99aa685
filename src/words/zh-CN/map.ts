import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const map: Catalog['map'] = {
  tools: '地图',
  find: '查找或执行…',
  findKey: '查找对象和场景，或者执行操作（Ctrl+K、F1 或 /）',
  layers: '只点亮一个网络',
  layer: { node: 'Node', pod: 'Pod', cluster: 'Cluster' },
  lit: {
    node: '在网线上：这个网络里的每台机器都能被访问。',
    pod: '每个 Pod 一个，在自己的网络接口上，只在集群内部有效。',
    cluster: '不在任何网络接口上：只是规则，每个 Node 上都一样。',
  },
  alone: (name) => cn`只看 ${name}`,
  aloneOff: (name) => cn`现在突出的是 ${name}。点击后所有 Service 一样显示。`,
  typed: (n) => cn`执行 ${String(n)} 条命令之后`,
  untype: '回到 YAML 所定义的集群',
  fold: (n) => `收起单独画出的 ${n} 个`,
  closer: '放大',
  farther: '缩小',
  fit: '缩放到适合窗口',
};
