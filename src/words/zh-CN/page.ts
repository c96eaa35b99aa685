import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const page: Catalog['page'] = {
  name: '演练场',
  scenario: '场景',
  terminal: '终端',
  editorWidth: '编辑器宽度',
  inspectorWidth: '检查器宽度',
  close: '关闭',
  panes: '面板',
  sheets: {
    yaml: 'YAML',
    steps: '步骤',
    inspector: '检查',
    traffic: '流量',
    terminal: '终端',
    objects: '对象',
  },
  hopOf: (hop, hops) => `${hop} / ${hops}`,
  changed: { src: '源', dst: '目的' },
  parts: {
    editor: '编辑器',
    steps: '步骤',
    terminal: '终端',
    objects: '对象列表',
    traffic: '流量控件',
    picture: '图',
    player: '播放器',
    inspector: '检查器',
    shares: '流量占比',
  },
  broken: (part) => cn`${part}停止工作了：这是 Kubehop 的问题，与你的 YAML 无关。`,
  tryAgain: '重试',
  copyYaml: '复制我的 YAML',
  yamlCopied: 'YAML 已复制到剪贴板。',
  clipboardClosed: '这里不能使用剪贴板。',
  yamlKept: '你的 YAML 还在编辑器里。',
};
