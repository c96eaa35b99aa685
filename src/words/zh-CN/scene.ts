import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const scene: Catalog['scene'] = {
  label: '集群图：方向键在对象之间移动，Enter 选中',
  role: '图',
  bands: {
    cluster: ['不在网线上：', '只是规则'],
    pod: ['每个 Pod', '一个地址'],
    node: ['唯一的网线'],
  },
  waiting: (n) => `另有 ${n} 个 Pod 没有 Node`,
  moreServices: (n) => cn`另有 ${n} 个 Service`,
  client: '外部客户端',
  shortClient: '客户端',
  loadBalancer: '负载均衡器',
  shortBalancer: '均衡器',
  pending: '等待中',
  rules: '规则',
  rulesOf: (node) => cn`${node}的规则`,
  nodes: (n) => `${n} 个 Node`,
  pods: (n) => `${n} 个 Pod`,
  doors: () => '入口',
  ready: '就绪',
  notReady: '未就绪',
  offPod: (said) => `已关机 · API：${said}`,
  trouble: { off: '已关机', notReady: '未就绪', silent: '无心跳' },
  allReady: '全部就绪',
  missing: (n) => `${n} 个未就绪`,
  noAddress: '还没有地址',
  listensOn: (ports) => cn`监听${ports}`,
  listensOnNothing: '没有监听端口',
  sameRules: (nodes) =>
    nodes.length === 0
      ? ''
      : nodes.length === 1
        ? '规则在它的 Node 上'
        : cn`${nodes.length <= 3 ? nodes.join('、') : '每个 Node'}上规则相同`,
  noRules: '没有规则，只有 DNS',
  alsoAnswers: '还接管',
  endpoints: (ready, all, draining) =>
    `${ready === all ? `${all} 个就绪` : `${all} 个中 ${ready} 个就绪`}${draining > 0 ? `，${draining} 个正在终止` : ''}`,
  noneReady: '没有就绪的端点',
  noSelector: '没有 selector，也没有端点',
  selectsNothing: (selector) => `什么也没选中：${selector}`,
  selectsWaiting: (selector, n) => `${selector} → ${n} 个 Pod，还没有地址`,
  alias: '只是 DNS 别名',
  headless: 'headless：没有 Cluster IP',
  sees: (source) => cn`看到 ${source}`,
  answers: '应答',
  noListener: (port) => `没有进程监听 :${port}`,
  noRoute: (to) => cn`没有到 ${to} 的路由`,
  chose: (node) => cn`到 ${node}`,
  dropped: '被丢弃',
};
