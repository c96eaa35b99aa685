import type { EndpointState, Happening, PodLife, TimelineBound } from '../../model/Timeline.ts';
import { cn } from '../zh-CN/cn.ts';
import { type TimelineWords, timelineWords as en } from './en.ts';

const LIFE: Record<PodLife, string> = {
  pending: '等待分配 Node',
  starting: '正在启动',
  running: '在运行，尚未就绪',
  ready: '已就绪',
  down: '容器已结束，等待下一次启动',
  terminating: '正在终止',
  gone: '已消失',
};

const VERB = { added: '被创建', modified: '有变化', deleted: '被删除' } as const;
const STATE = { off: '已关机', silent: '的 kubelet 已停止', back: '的 kubelet 已恢复' } as const;

const BOUND: Record<TimelineBound, string> = {
  time: '虚拟时间已过十分钟，仍有事情发生：某个 Pod 或控制器陷入了循环。时间线到此为止。',
  steps: '步骤超过 2000 个：时间线到此为止。',
  loop: '控制器无休止地互相撤销对方的工作，时间停滞不前：时间线到此为止。',
  events: '发生的事情超过 20,000 件：时间线到此为止。',
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)} 秒`;

const endpoint = ({ who, ready, serving, terminating }: EndpointState): string => {
  if (terminating) return `${who} 正在终止${serving ? '，仍在服务' : ''}`;
  return `${who} ${ready ? '就绪' : '未就绪'}`;
};

/** 时间线的文字。 */
export const timelineWords: TimelineWords = {
  ...en,
  seconds,
  event(event: Happening): string {
    switch (event.kind) {
      case 'step':
        return `${event.on}$ ${event.run}${event.exit === 0 ? '' : `（退出码 ${event.exit}）`}`;
      case 'printed':
        return event.text.trimEnd();
      case 'pod':
        return cn`${event.object} ${event.node && event.life === 'starting' ? `在 ${event.node} 上` : ''}${LIFE[event.life]}`;
      case 'workload':
        if (event.verb === 'deleted') return `${event.object} 被删除`;
        return `${event.object}：需要 ${event.wanted} 个，现有 ${event.have} 个，就绪 ${event.ready} 个`;
      case 'slice': {
        const what = [...event.changed.map(endpoint), ...event.gone.map((who) => `${who} 离开`)];
        return `${event.object} ${VERB[event.verb]}${what.length > 0 ? `：${what.join('；')}` : ''}`;
      }
      case 'object':
        return `${event.object} ${VERB[event.verb]}`;
      case 'sync':
        return `${event.node} 的 kube-proxy 写入了规则`;
      case 'node':
        return `${event.node} ${STATE[event.state]}`;
      case 'health':
        return `负载均衡器认为 ${event.node} 对 ${event.service} ${event.healthy ? '健康' : '不健康'}`;
      case 'bound':
        return BOUND[event.bound];
    }
  },
  stale: (ms) => `规则过时了 ${seconds(ms)}`,
  title: '时间线',
  moment: '时刻',
  first: '回到开头',
  previous: '上一件事',
  next: '下一件事',
  play: '播放',
  pause: '暂停',
  lanes: '随时间发生的事情',
  events: '到此刻为止发生的事情',
  nothing: '这个场景里什么都不会发生：没有步骤改变集群，也没有流量。可以给它一些，例如：',
  lively: '或者打开一个带流量的滚动更新',
  working: '正在播放场景……',
  lane: {
    steps: '步骤',
    controllers: '控制器',
    proxy: (node) => `${node} kube-proxy`,
    balancer: '负载均衡器',
  },
  looks: {
    stale: '规则已过时',
    off: '已关机或没有 kubelet',
    ready: '就绪',
    running: '未就绪',
    starting: '正在启动',
    terminating: '正在终止',
    down: '两次启动之间',
    failed: '失败的连接',
  },
  broken: '中断：Pod 在回答之前就结束了',
  traffic: (from, url, count, answered) => `${from} → ${url}：${count} 个连接中有 ${answered} 个得到回答`,
  between: (from, to) => `${seconds(from)} 到 ${seconds(to)} 之间`,
};
