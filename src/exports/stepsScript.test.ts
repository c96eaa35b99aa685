import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../model/Scenario.ts';
import { ARCHITECTURES, loadScenario, QUESTIONS } from '../scenarios/index.ts';
import { parseText } from '../engine/index.ts';
import { readScenario } from '../engine/readScenario.ts';
import { stepsScript } from './stepsScript.ts';

const scenario: Scenario = {
  name: 'x',
  title: { en: 'A title\n$(rm -rf /)', 'zh-CN': '标题' },
  description: '',
  seed: 1,
  traffic: [],
  steps: [
    { on: 'admin', run: 'kubectl get svc', say: 'Look.\nAt it.' },
    { on: 'pod/shop/it', run: "echo 'a b'" },
    { on: 'node/n1', run: 'iptables-save' },
    { on: 'client', reach: 'tcp://[fd00::1]:80', expect: { outcomes: ['refused'] } },
    { on: 'admin', run: 'kubectl create -f -', stdin: 'YAML\nkind: Pod' },
    { on: 'admin', say: 'The end.' },
  ],
};

describe('stepsScript', () => {
  it('runs each step at its place, and says what is said', () => {
    const script = stepsScript('apiVersion: v1\nkind: Service\n', scenario, 'en');
    expect(script).toContain('# A title\n# $(rm -rf /)\n');
    expect(script).toContain("kubectl apply -f - <<'YAML'\napiVersion: v1\nkind: Service\nYAML\n");
    expect(script).toContain('# Look.\n# At it.\nkubectl get svc || true\n');
    expect(script).toContain(`kubectl exec -i -n 'shop' 'it' -- sh -c 'echo '\\''a b'\\''' || true`);
    expect(script).toContain("on_node 'n1' 'iptables-save' || true");
    expect(script).toContain(`# => refused\non_client 'nc -z -v -w 3 '\\''fd00::1'\\'' 80' || true`);
    expect(script).toContain("kubectl create -f - || true <<'YAML_'\nYAML\nkind: Pod\nYAML_\n");
    expect(script).toContain('# The end.\n');
    expect(stepsScript('', scenario, 'zh-CN')).toContain('# 标题\n');
  });

  it.each([...ARCHITECTURES, ...QUESTIONS])('%s: a shell can read it', async (name) => {
    const text = await loadScenario(name);
    const script = stepsScript(text, readScenario(parseText(text).documents.map(({ value }) => value)), 'en');
    const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
