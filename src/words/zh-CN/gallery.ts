import type { GalleryWords } from '../en/gallery.ts';

export const gallery: GalleryWords = {
  '01-pods-come-and-go': { title: 'Pod 会消失，地址会变', goal: '主人随时会离开的地址，值多少。' },
  '02-create-a-service': { title: '创建 Service，看它背后是谁', goal: '标签、端点和 EndpointSlice。' },
  '03-cluster-ip': { title: 'Cluster IP：API Server 存下了什么', goal: 'API Server 补上哪些行，哪个地址不变。' },
  '04-kube-proxy': { title: 'kube-proxy：每个 Node 上的负载均衡器', goal: '改写目的地址的规则，以及其中的概率。' },
  '05-several-ports': { title: '多端口，每个端口都要有名字', goal: 'Service 对端口保证什么，不保证什么。' },
  '06-environment-variables': { title: '服务发现之一：环境变量', goal: '容器知道什么，从什么时候开始知道。' },
  '07-dns': { title: '服务发现之二：DNS', goal: '名称、搜索列表和 Namespace。' },
  '08-three-networks': { title: '三种 IP，三个网络', goal: '哪些地址在网线上，哪些只在规则里。' },
  '09-node-port': { title: 'NodePort 31002：从外面进来', goal: '每个 Node 上都有一扇门，却没有谁在监听。' },
  '10-load-balancer': { title: '前面加一个负载均衡：LoadBalancer', goal: '先后两次选择。' },
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
