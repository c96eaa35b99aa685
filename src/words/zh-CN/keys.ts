import type { KeysWords } from '../en/keys.ts';

export const keys: KeysWords = {
  does: {
    find: '查找对象和场景，或者按名称执行操作',
    play: '播放或暂停',
    step: '后退或前进一步',
    ten: '十步',
    ends: '第一跳和最后一跳',
    byRule: '按跳或按规则步进',
    speed: '放慢、加快',
    panes: '编辑器、画面、检查器、终端',
    ladder: '把连接画成时序图',
    table: '把连接列成表格',
    more: '多解释或少解释',
    problems: 'YAML 里下一个、上一个问题',
    link: '复制链接',
    complete: 'YAML 这里可以写什么，字段是什么意思',
    places: '名字从哪里来、在哪里用；重命名',
    documents: '文档列表；查找',
    cursors: '增加一个光标',
    leave: '离开编辑器',
    help: '这张表',
  },
  rest: '输入文字时，以及焦点在菜单上时，单键不起作用。',
};
