import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

export const steps: Catalog['steps'] = {
  tab: '步骤',
  name: '场景的步骤',
  none: '这个场景没有步骤。kind 为 Scenario 的文档可以列出步骤。',
  progress: '已完成的步骤',
  done: (done, all) => `${done} / ${all}`,
  saved: (step) => cn`上次做到第 ${String(step)} 步。`,
  resume: '从那里继续',
  run: '执行',
  runThis: (command) => cn`执行 ${command}`,
  doIt: '替我做',
  follow: '跟着数据包走',
  printed: '命令的输出',
  silent: '没有输出。',
  notYet: '还没有：',
  lacks: '的输出里没有',
  answers: '答案',
  wrong: '不对。再看一看，换一个答案。',
  hint: '提示',
  next: '下一步',
  skip: '跳过',
  end: '这是最后一步。',
  again: '重新开始',
  nextLesson: '下一课',
};
