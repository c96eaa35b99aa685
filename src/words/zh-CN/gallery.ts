import type { Catalog } from '../en.ts';

export const gallery: Catalog['gallery'] = {
  labels: {
    title: '用标签联系起来的 Pod、ReplicationController 和 Service',
    goal: 'Service 背后是谁，为什么。',
  },
  'two-ports': { title: '有两个端口的 Service', goal: '为什么每个端口都要有名称。' },
  discovery: { title: '用环境变量和名称找到 Service', goal: '容器知道什么，从什么时候开始知道。' },
  nodeport: { title: '每个 Node 上的 31002 端口', goal: '从外部进来的路，没有任何进程在监听。' },
  'load-balancer': {
    title: '一个 Service，三个入口',
    goal: '在一张图里看负载均衡器、NodePort 和 Cluster IP。',
  },
};
