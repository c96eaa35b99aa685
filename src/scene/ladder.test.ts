import { describe, expect, it } from 'vitest';
import type { Reason } from '../model/Message.ts';
import type { Hop, Step, Trace } from '../model/Trace.ts';
import { en as english } from '../words/en.ts';
import { ladder } from '../words/en/ladder.ts';
import { zhCN } from '../words/zh-CN.ts';
import { ladder as chinese } from '../words/zh-CN/ladder.ts';
import { exampleResult } from './fixture.ts';
import { headWidth, type Ladder, type LadderRow, ladderMeasures, ladderOf, type LadderText } from './ladder.ts';
import type { Mark } from './ladderWork.ts';

const en = { ...english, ladder };
const result = exampleResult('loadBalancer');
const traceOf = (example: Parameters<typeof exampleResult>[0], way?: number): Trace => {
  const of = exampleResult(example);
  return of.reach!.traces[way ?? of.taken]!;
};
const draw = (trace: Trace, width = 744): Ladder => ladderOf(result, trace, en, width);

const said = (text: LadderText | null | undefined): string =>
  (text?.lines ?? []).flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join(' ');
const marks = ({ rows }: Ladder): (Mark | undefined)[] => rows.flatMap(({ works }) => works.map(({ mark }) => mark));
const texts = ({ arrow, hook, works }: LadderRow): LadderText[] =>
  [arrow?.label, hook, ...works].filter((text): text is LadderText => Boolean(text));

/** A trace of one hop at n1, where this happens, after the client's. */
function ending(
  step: Step,
  result_: 'refused' | 'timeout' | 'unreachable' | 'unresolved',
  reason: Reason[] = [['gone', 'web-1']],
): Trace {
  const [client, , node] = traceOf('loadBalancer').hops as [Hop, Hop, Hop];
  const hops: Hop[] = [client, { ...node, after: node.before, steps: [step] }];
  return { hops, ending: { result: result_ }, reason, seen: ['timeout'], share: 1 };
}

describe('lanes', () => {
  it('are the machines in the order of the way, each once, so that the request goes right and the reply left', () => {
    const { lanes, rows } = draw(traceOf('loadBalancer'));
    expect(lanes.map(({ kind, name }) => name.join('') || kind)).toEqual([
      'client',
      'loadBalancer',
      'n2',
      'n3',
      'tomcat-3',
    ]);
    for (const { arrow, reply } of rows) if (arrow) expect(Math.sign(arrow.to - arrow.from)).toBe(reply ? -1 : 1);
  });

  it('say what each is, with its address and where it runs', () => {
    const { lanes } = draw(traceOf('loadBalancer'));
    expect(lanes[1]).toMatchObject({ network: 'outside', address: ['203.0.113.10'], title: ['load balancer'] });
    expect(lanes[4]).toMatchObject({ network: 'pod', address: ['10.244.3.2'], title: ['Pod on n3'] });
  });

  it('fit the pane when they can, and never stand closer than they can be read', () => {
    expect(draw(traceOf('loadBalancer'), 744).width).toBe(744);
    const narrow = draw(traceOf('loadBalancer'), 390);
    expect(narrow.width).toBeGreaterThan(390);
    expect(narrow.lanes[1]!.x - narrow.lanes[0]!.x).toBe(ladderMeasures.lane);
    const heads = narrow.lanes.flatMap(({ title, name, address }) => [...title, ...name, ...address]);
    for (const line of heads) expect(line.length * 7.25).toBeLessThan(headWidth(narrow.lanes, narrow.width));
  });
});

describe('rows', () => {
  it('are one for each hop, and the ending', () => {
    const trace = traceOf('loadBalancer');
    const { rows } = draw(trace);
    expect(rows.map(({ hop }) => hop)).toEqual([...trace.hops.keys(), null]);
    expect(rows.filter(({ turns }) => turns).map(({ hop }) => hop)).toEqual([
      trace.hops.findIndex(({ reply }) => reply),
    ]);
  });

  it('have an arrow only from one machine to another, with the packet as it is on the wire', () => {
    const { rows } = draw(traceOf('loadBalancer'));
    expect(rows.map(({ arrow }) => said(arrow?.label))).toEqual([
      '',
      'SYN 198.51.100.7:51514 → 203.0.113.10:8080',
      'SYN 198.51.100.7:51514 → 203.0.113.10:8080',
      '',
      '',
      'SYN 192.168.251.102:51514 → 10.244.3.2:8080',
      'SYN 192.168.251.102:51514 → 10.244.3.2:8080',
      '',
      'SYN-ACK 10.244.3.2:8080 → 192.168.251.102:51514',
      'SYN-ACK 10.244.3.2:8080 → 192.168.251.102:51514',
      'SYN-ACK 203.0.113.10:8080 → 198.51.100.7:51514',
      'SYN-ACK 203.0.113.10:8080 → 198.51.100.7:51514',
      '',
    ]);
  });

  it('strike the old address and set the new one', () => {
    const { rows } = draw(traceOf('loadBalancer'));
    const pieces = rows[2]!.works.flatMap(({ lines }) => lines.flatMap((line) => line.pieces));
    expect(pieces.map(({ text, change, network }) => [text, change ?? network ?? ''])).toEqual([
      ['DNAT', ''],
      ['dst', ''],
      ['203.0.113.10:8080', 'old'],
      ['→', ''],
      ['10.244.3.2:8080', 'new'],
    ]);
    expect(said(rows[2]!.hook)).toBe('nat PREROUTING');
    expect(said(rows[9]!.works[0])).toMatch(/^SNAT undone dst 192\.168\.251\.102:51514 → 198/);
    expect(said(rows[9]!.works[1])).toMatch(/^DNAT undone src 10\.244\.3\.2:8080 → 203/);
  });

  it('tell of names, of NetworkPolicy, of PROXY headers and of VXLAN with its outer addresses', () => {
    const outer = { src: '192.168.251.101', sport: 40000, dst: '192.168.251.102', dport: 8472, vni: 1 };
    const trace = traceOf('clusterIp', 0);
    const [shop, node] = trace.hops as [Hop, Hop];
    const steps: Step[] = [
      { kind: 'policy', type: 'Egress', pod: 'default/shop', ruleId: 'p', tried: [] },
      { kind: 'proxyHeader', state: 'sent', text: 'PROXY TCP4' },
      { kind: 'encapsulate', outer },
    ];
    const wrapped = { ...node.before, outer };
    const { rows } = draw({
      ...trace,
      hops: [
        { ...shop, steps: [{ kind: 'resolve', name: 'web\u202e', answer: '10.96.10.20' }, ...shop.steps] },
        { ...node, after: wrapped, steps },
        { ...trace.hops[3]!, before: wrapped },
      ],
    });
    expect(said(rows[0]!.works[0])).toBe('DNS web<U+202E> = 10.96.10.20');
    expect(rows[1]!.works.map(said)).toEqual([
      'a NetworkPolicy lets it out',
      'puts a PROXY header before the data PROXY TCP4',
      'VXLAN around it: 192.168.251.101:40000 → 192.168.251.102:8472',
    ]);
    expect(said(rows[2]!.arrow?.label)).toMatch(/in VXLAN 1: 192\.168\.251\.101:40000 → 192\.168\.251\.102:8472$/);
    expect(rows[2]!.arrow).toMatchObject({ wrapped: true, network: 'node' });
  });
});

describe('endings', () => {
  it('stand where the connection ended, and at the sender', () => {
    const drop: Step = { kind: 'drop', ruleId: 'r', reason: [] };
    const cases: [Trace, Mark, Mark][] = [
      [traceOf('loadBalancer'), 'delivered', 'delivered'],
      [ending({ kind: 'reject', ruleId: 'r', with: 'icmp-port-unreachable' }, 'refused'), 'refused', 'refused'],
      [ending({ kind: 'noListener', port: 80 }, 'refused'), 'refused', 'refused'],
      [ending(drop, 'timeout'), 'dropped', 'timeout'],
      [ending({ kind: 'noRoute', to: '10.9.9.9' }, 'timeout'), 'dropped', 'timeout'],
      [ending({ kind: 'noRoute', to: '10.9.9.9' }, 'unreachable'), 'unreachable', 'unreachable'],
      [ending({ kind: 'resolve', name: 'nosuch', answer: '' }, 'unresolved'), 'unresolved', 'unresolved'],
    ];
    for (const [trace, there, here] of cases)
      expect(marks(draw(trace)).filter(Boolean), trace.ending.result).toEqual([there, here]);
  });

  it('say why where it happened; at the sender when nothing else has said it', () => {
    const told = draw(ending({ kind: 'drop', ruleId: 'r', reason: [] }, 'timeout', [['drops', 'n1']]));
    expect(said(told.rows[1]!.works[0])).toBe('dropped n1 drops it.');
    expect(said(told.rows[2]!.works[0])).toBe('timeout the sender sees: no answer: timeout');
    const silent = draw(ending({ kind: 'route', to: 'x', device: 'eth0' }, 'timeout', [['gone', 'web-1']]));
    expect(silent.rows.at(-1)!.works.map(said)).toContain('web-1 is gone.');
  });
});

describe('text', () => {
  const long = 'web-with-a-very-long-name-that-has-sixty-three-characters-in-it';
  const six = JSON.stringify(traceOf('loadBalancer'))
    .replaceAll('203.0.113.10:8080', '[2001:db8:1111:2222:3333:4444:5555:6666]:8080')
    .replaceAll('203.0.113.10', '2001:db8:1111:2222:3333:4444:5555:6666')
    .replaceAll('tomcat-3', long);

  it.each([320, 390, 584, 744, 1100])('stays in the drawing and is never cut, %i px', (available) => {
    for (const words of [en, { ...zhCN, ladder: chinese }]) {
      for (const trace of [traceOf('loadBalancer'), traceOf('clusterIp'), traceOf('dropped'), JSON.parse(six)]) {
        const { rows, width } = ladderOf(result, trace as Trace, words, available);
        for (const row of rows) {
          for (const { x, w } of texts(row)) {
            expect(x).toBeGreaterThanOrEqual(ladderMeasures.gutter);
            expect(x + w).toBeLessThanOrEqual(width);
          }
          const ys = texts(row).map(({ y, lines }) => [y, y + lines.length * ladderMeasures.line]);
          ys.slice(1).forEach(([top], i) => expect(top).toBeGreaterThanOrEqual(ys[i]![1]!));
          expect(row.height).toBeGreaterThanOrEqual(ys.at(-1)?.[1] ?? 0);
        }
      }
    }
    const lanes = ladderOf(result, JSON.parse(six) as Trace, en, available).lanes;
    expect(lanes.at(-1)!.name.join('')).toBe(long);
  });

  it('leaves the lifeline to the mark', () => {
    const marked = [320, 390, 744].flatMap((width) =>
      draw(ending({ kind: 'drop', ruleId: 'r', reason: [] }, 'timeout', [['gone', long]]), width).rows.flatMap(
        ({ at, works }) => works.filter(({ mark }) => mark).map(({ x, w }) => ({ at, from: x, to: x + w })),
      ),
    );
    expect(marked).toHaveLength(6);
    for (const { at, from, to } of marked) expect(from > at + 9 || to < at - 9).toBe(true);
  });
});
