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
  'policy-after-snat': {
    title: '从来看不到客户端的 NetworkPolicy',
    goal: 'externalTrafficPolicy 为 Cluster 和 Local 时，NetworkPolicy 看到的源地址是什么。',
  },
  'proxy-protocol': {
    title: 'PROXY protocol：第一行写着是谁在访问',
    goal: '代理背后的 Pod 怎样得知客户端是谁，谁不能绕过代理。',
  },
  vxlan: {
    title: '包里的包',
    goal: '底层网络只认识 Node，不同 Node 上的 Pod 怎样互相通信。',
  },
};
