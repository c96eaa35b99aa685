import { describe, expect, it } from 'vitest';
import { examine } from './examine.ts';
import { simulate } from './simulate.ts';
import { withEdits } from '../model/withEdits.ts';

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

describe('a selector that is misspelt', () => {
  it.each(['selector: {app: wbe}', 'selector:\n    app: wbe', "selector:\n    app: 'wbe' # the shop"])(
    'is told at its value, and the fix mends it: %s',
    (selector) => {
      const before = text(selector);
      const [found] = examine(before);
      if (!found?.span) throw new Error('nothing found');
      expect(found).toMatchObject({ code: 'selector/nothing', severity: 'warning', path: 'spec.selector.app' });
      expect(before.slice(found.span.start, found.span.end)).toContain('wbe');
      const after = withEdits(before, found.fixes?.[0]?.edits ?? []);
      expect(examine(after)).toEqual([]);
      expect(simulate({ text: after }).services.find(({ name }) => name === 'web')?.endpoints).toHaveLength(1);
    },
  );
});
