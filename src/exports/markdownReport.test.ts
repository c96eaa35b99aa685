import { describe, expect, it } from 'vitest';
import { simulate } from '../engine/index.ts';
import type { SimulationInput, SimulationResult } from '../model/Simulation.ts';
import type { Reach } from '../model/Trace.ts';
import { loadScenario } from '../scenarios/index.ts';
import { en } from '../words/en.ts';
import { exports } from '../words/en/exports.ts';
import { exports as exportsCN } from '../words/zh-CN/exports.ts';
import { zhCN } from '../words/zh-CN.ts';
import { markdownReport } from './markdownReport.ts';

const reported = (text: string, traffic?: SimulationInput['traffic']) => {
  const result = simulate({ text, ...(traffic && { traffic }) });
  return { text, result: result as SimulationResult & { reach: Reach }, way: result.taken };
};

describe('markdownReport', () => {
  it('tells outcomes, diagram and hops, in either language', async () => {
    const one = reported(await loadScenario('load-balancer'));
    const report = markdownReport(one, en, exports.report, 'en');
    expect(report).toMatch(/^# One Service, three doors\n/);
    expect(report).toContain('| 11.1 % | delivered: ');
    expect(report).toMatch(
      /```mermaid\nsequenceDiagram\n {2}participant m0 as client\n {2}participant m1 as load balancer/,
    );
    expect(report).toMatch(/ {2}m0->>m1: TCP SYN 198\.51\.100\.7:\d+ → 203\.0\.113\.10:80\n/);
    expect(report).toMatch(/ {2}m4-->>m3: TCP SYN-ACK/);
    expect(report).toContain('`Service/default/tomcat-service spec.');
    expect(report).toContain(one.text.trimEnd());
    const chinese = markdownReport(one, zhCN, exportsCN.report, 'zh-CN');
    expect(chinese).toContain('# 一个 Service，三个入口');
    expect(chinese).toContain('participant m1 as 负载均衡器');
  });

  it('says where a packet died', async () => {
    const traffic = { from: { kind: 'client' as const }, url: 'tcp://192.168.251.102:31002' };
    const report = markdownReport(reported(await loadScenario('local-drops'), traffic), en, exports.report, 'en');
    expect(report).toContain('| 100 % | timeout: no answer comes |');
    expect(report).toMatch(/Note over m1: ✕ n2 drops it/);
  });

  it('is not led astray by what a text holds (T31)', () => {
    const hostile = '|`</td><script>alert(1)</script>\u202e![x](http://evil.example)\n# head';
    const text = `apiVersion: kubehop.dev/v1
kind: Scenario
spec: {title: ${JSON.stringify(hostile)}, description: "x"}
---
# \`\`\`\`
apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {containers: [{name: a, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {x: y}, ports: [{port: 80}]}
`;
    const traffic = { from: { kind: 'pod' as const, namespace: 'default', name: 'a' }, url: 'tcp://web:80' };
    const report = markdownReport(reported(text, traffic), en, exports.report, 'en');
    const [head] = report.split('## The scenario');
    expect(head).not.toMatch(/<script|<U|!\[x\]|\n# head/);
    expect(head).not.toContain('\u202e');
    expect(report).toContain('`````yaml\n'); // longer than any fence within
  });
});
