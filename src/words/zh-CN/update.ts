import type { UpdateWords } from '../en/update.ts';

export const update: UpdateWords = {
  ready: 'Kubehop 有新版本了。你的文本会保留。',
  now: '现在载入',
  later: '以后再说',
};
