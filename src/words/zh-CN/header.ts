import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const header: Catalog['header'] = {
  notLoaded: (language) => cn`${language} 文本没能加载，请检查网络。`,
  gallery: '场景库',
  edited: '已修改',
  draft: '我的草稿',
  linked: '链接里的场景',
  noText: (name) => cn`场景 ${name} 加载失败。联网后再试一次。`,
  noScenario: (name) => cn`场景库里没有“${name}”。`,
  mode: 'kube-proxy 用什么方式在 Node 上写规则，由文本决定',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  theme: (name) => `主题：${name}`,
  nextTheme: (name, next) => cn`主题：${name}。点击切换为${next}。`,
  shortcuts: '键盘快捷键',
  shortcutsKey: '键盘快捷键（?）',
  export: '导出',
  embed: '嵌入',
  copyLink: '复制链接',
  tooLarge: '这个场景太大，放不进链接。',
  tooLargeHint: '链接最多容纳 64 KiB 字符。文件没有这个限制：把它拖到页面上就能打开。',
  copied: '链接已复制',
  inAddressBar: '链接在地址栏里',
  linkNamed: '场景库里场景的短链接。',
  linkLength: (characters) => `共 ${characters} 个字符，包含整个场景。`,
  longLink: '有些聊天软件会截断这么长的链接，传文件更稳妥。',
  clipboardClosed: '这里不能使用剪贴板。',
};
