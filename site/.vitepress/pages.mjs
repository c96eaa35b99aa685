// @ts-check
// The pages of the site in their order, in each language.

const guide = {
  start: ['The first five minutes', '最初的五分钟'],
  'three-networks': ['Three networks', '三个网络'],
  packet: ['A packet and its rules', '数据包和它遇到的规则'],
  terminal: ['The terminal', '终端'],
  lessons: ['Lessons', '课程'],
  links: ['Links and files', '链接和文件'],
  embedding: ['Embedding', '嵌入'],
};

// Where a page has no Chinese title, there is no Chinese page.
const reference = {
  'scenario-format': ['The scenario file', '场景文件'],
  'command-line': ['The command line', '命令行'],
  embedding: ['Kubehop in your own pages', '在你自己的页面里'],
  hosting: ['Hosting', '部署'],
};

const inside = {
  fidelity: ['How near to a real cluster', '和真实集群有多接近'],
  'how-it-works': ['How it works', '它是怎样工作的'],
  quality: ['Quality, measured'],
  limits: ['What is not modelled', '不模拟什么'],
  faults: ['Faults'],
  dependencies: ['Dependencies'],
};

/** @typedef {Record<string, string[]>} Pages */

/** @param {Pages} pages @param {string} folder @param {0 | 1} language */
const listed = (pages, folder, language) =>
  Object.entries(pages).flatMap(([name, titles]) =>
    titles[language] === undefined ? [] : [{ text: titles[language], link: `${folder}${name}` }],
  );

/** The pages that are there in English alone. */
const englishAlone = Object.fromEntries(
  Object.entries({ ...reference, ...inside }).filter(([, titles]) => titles.length === 1),
);

/** The addresses to which the switch of languages would lead from these. */
export const NOT_IN_CHINESE = Object.keys(englishAlone).map((name) => `zh-CN/${name}.html`);

/** @param {string} app where Kubehop is */
export const english = (app) => ({
  label: 'English',
  lang: 'en',
  description: 'A browser playground for Kubernetes Service networking',
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide/start' },
      { text: 'Reference', link: '/scenario-format' },
      { text: 'Open Kubehop', link: app, target: '_self' },
    ],
    sidebar: [
      { text: 'Guide', items: listed(guide, '/guide/', 0) },
      { text: 'Reference', items: listed(reference, '/', 0) },
      { text: 'How far to trust it', items: listed(inside, '/', 0) },
    ],
    outline: { level: /** @type {[number, number]} */ ([2, 3]) },
  },
});

/** @param {string} app where Kubehop is */
export const chinese = (app) => ({
  label: '简体中文',
  lang: 'zh-CN',
  description: '在浏览器里学习 Kubernetes Service 网络的演练场',
  themeConfig: {
    nav: [
      { text: '指南', link: '/zh-CN/guide/start' },
      { text: '参考', link: '/zh-CN/scenario-format' },
      { text: '打开 Kubehop', link: `${app}?lang=zh-CN`, target: '_self' },
    ],
    sidebar: [
      { text: '指南', items: listed(guide, '/zh-CN/guide/', 1) },
      { text: '参考', items: listed(reference, '/zh-CN/', 1) },
      { text: '可信到什么程度', items: listed(inside, '/zh-CN/', 1) },
      { text: '只有英文', items: listed(englishAlone, '/', 0) },
    ],
    outline: { level: /** @type {[number, number]} */ ([2, 3]), label: '本页内容' },
    docFooter: { prev: '上一篇', next: '下一篇' },
    sidebarMenuLabel: '目录',
    returnToTopLabel: '回到顶部',
    darkModeSwitchLabel: '外观',
    lightModeSwitchTitle: '切换到浅色',
    darkModeSwitchTitle: '切换到深色',
    langMenuLabel: '语言',
    skipToContentLabel: '跳到正文',
  },
});

export const searchInChinese = {
  button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
  modal: {
    displayDetails: '显示详情',
    resetButtonTitle: '清除',
    backButtonTitle: '返回',
    noResultsText: '没有结果：',
    footer: { selectText: '选择', navigateText: '移动', closeText: '关闭' },
  },
};
