import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const embed: Catalog['embed'] = {
  open: '在 Kubehop 中打开',
  run: '播放',
  picture: '图',
  bands: { cluster: '不在任何网线上：只是规则', pod: '每个 Pod 一个地址', node: '唯一的网线' },
  notLoaded: 'Kubehop 没能加载，请检查网络。',
  noExample: (name) => cn`没有名为“${name}”的示例。`,
  stopped: '已停止。',
  back: '后退一跳',
  forward: '前进一跳',
  playAgain: '重新播放',
  count: (hop, hops) => `${hop} / ${hops} · `,
};
