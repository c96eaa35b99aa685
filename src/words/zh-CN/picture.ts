import type { Catalog } from '../en.ts';

export const picture: Catalog['picture'] = {
  name: '图',
  bands: { cluster: '不在任何网线上：只是规则', pod: '每个 Pod 一个地址', node: '网线' },
  calculating: '正在计算…',
  noCluster: '这份文本还不能组成一个集群。问题列在编辑器下方。',
  begin: '粘贴一个 Service，或者从这些场景开始：',
  staleStopped: '图中是最近一份能算出结果的文本。',
  staleInvalid: '图中是最近一份有效的文本。',
  staleLine: (line) => `${line}：`,
  networks: {
    cluster: 'Cluster IP',
    pod: 'Pod 地址',
    node: 'Node 地址',
    outside: '集群外部的地址',
  },
};
