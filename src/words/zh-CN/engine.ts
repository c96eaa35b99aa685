import type { Catalog } from '../en.ts';

export const engine: Catalog['engine'] = {
  stopped: '计算时间太长，已停止。',
  suspended: '这份文本已被停止三次，不会再自动计算。',
  noStart: {
    script: '引擎没能启动：脚本加载失败。',
    silence: '引擎没能启动：没有响应。',
  },
  failed: (message) => `Kubehop 自身出错了：${message}`,
};
