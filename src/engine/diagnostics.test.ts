import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../model/Diagnostic.ts';
import { simulate } from './simulate.ts';

const text = (selector: string): string => `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ${selector}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: web, image: nginx}]}
`;

function mended(before: string, { fixes = [] }: Diagnostic): string {
  let after = before;
  for (const { span, text: put } of fixes[0]?.edits ?? [])
    after = after.slice(0, span.start) + put + after.slice(span.end);
  return after;
}

describe('a selector that is misspelt', () => {
  it.each(['selector: {app: wbe}', 'selector:\n    app: wbe', "selector:\n    app: 'wbe' # the shop"])(
    'is told at its value, and the fix mends it: %s',
    (selector) => {
      const before = text(selector);
      const [found] = simulate({ text: before }).diagnostics;
      if (!found?.span) throw new Error('nothing found');
      expect(found).toMatchObject({ code: 'selector/nothing', severity: 'warning', path: 'spec.selector.app' });
      expect(before.slice(found.span.start, found.span.end)).toContain('wbe');
      const { diagnostics, services } = simulate({ text: mended(before, found) });
      expect(diagnostics).toEqual([]);
      expect(services.find(({ name }) => name === 'web')?.endpoints).toHaveLength(1);
    },
  );
});
