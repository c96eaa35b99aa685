import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const notices: Catalog['notices'] = {
  link: {
    missing: '这个链接里没有场景：# 之后的部分不见了。邮件和聊天软件有时会把它截掉。',
    truncated: '这个链接已损坏：末尾缺失，场景无法读取。请对方发送完整的链接。',
    damaged: '这个链接已损坏：传递途中有些字符被改动了。',
    newer: '这个链接是用更新版本的 Kubehop 生成的。',
    tooLong: '这个链接超过 64 KiB，Kubehop 打不开这么长的链接。请对方用文件发送场景。',
    tooBig: '这个链接里的场景超过 1 MiB，链接最多容纳这么多。请对方用文件发送场景。',
  },
  example: '下面先显示一个示例。',
  newerText: '下面是它的文本；其余内容这里还不认识。',
  asFile: '存成文件',
  downloadRaw: '下载现有内容',
  close: '关闭',
  storageFull: '浏览器存储空间已满：你的文本没有保存在这里。',
  download: '下载文本',
  draft: (date) => `你有一份 ${date} 的草稿，它会原样保留。`,
  restore: '恢复我的草稿',
  notNow: '暂不',
  drop: '把 YAML 文件或文件夹拖到这里打开',
  notOpened: {
    tooLarge: (name) => cn`加上 ${name} 就超过 200 MB，Kubehop 最多读取这么多。`,
    unreadable: (name) => cn`无法读取 ${name}。`,
    binary: (name) => cn`${name} 不是文本文件。请拖入 YAML 或 JSON。`,
  },
};
