import type { LibraryWords } from '../en/library.ts';
import { cn } from './cn.ts';

export const library: LibraryWords = {
  title: '我的场景',
  name: '名称',
  keep: '保存这份文本',
  kept: (name) => cn`已保存：${name}。`,
  notKept: {
    full: '浏览器的存储空间已满，什么也没有保存。请先导出，再删掉一些。',
    closed: '这个浏览器不允许在这里保存。请把文本导出为文件。',
  },
  empty: '还没有保存任何场景。',
  search: '在名称和文本里搜索',
  rename: '重命名',
  renameOne: (name) => cn`重命名 ${name}`,
  done: '完成',
  remove: '删除',
  removeOne: (name) => cn`删除 ${name}`,
  removed: (name) => cn`已删除：${name}。`,
  undo: '撤销',
  import: '导入…',
  export: '全部导出',
  taken: (n) => `导入了 ${n} 个场景。`,
  notOurs: (file) => cn`${file} 不是 Kubehop 的场景库文件，什么也没有改动。`,
  private: '它们只在这个浏览器里，不会发到别处。',
};
