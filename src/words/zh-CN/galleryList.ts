import type { GalleryListWords } from '../en/galleryList.ts';
import { cn } from './cn.ts';

export const galleryList: GalleryListWords = {
  search: '搜索',
  searchFor: '问题里的词',
  own: '我的场景',
  found: (n) => `${n} 个场景`,
  none: (text) => cn`场景库里没有关于“${text}”的场景。`,
  lessons: '课程：十课',
  scenarios: '场景',
  topics: {
    architecture: '常见架构',
    addresses: '疑问：地址与端口',
    outside: '疑问：来自外部的流量',
    choice: '疑问：到哪个 Pod',
    names: '疑问：名称与环境变量',
    time: '疑问：与时间有关的事',
  },
  sources: '出处',
  keepsDraft: '打开新场景时，你的文本会留作草稿。',
};
