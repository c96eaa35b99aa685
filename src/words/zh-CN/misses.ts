import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const misses: Catalog['misses'] = {
  noPod: (address) => cn`${address} 不是 Pod 的地址`,
  otherNamespace: (pod, namespace) => cn`${pod} 在另一个 Namespace ${namespace} 里`,
  namespaceNot: (namespace, selector) => cn`Namespace ${namespace} 不符合 ${selector}`,
  podNot: (pod, selector) => cn`${pod} 不符合 ${selector}`,
  notInBlock: (address, block) => cn`${address} 不在 ${block} 内`,
  excepted: (address, block) => cn`${address} 被 ${block} 排除`,
  pingHasNoPort: () => 'ping 没有端口',
  portIs: (port) => cn`端口是 ${port}`,
};
