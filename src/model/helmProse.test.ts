import { expect, it } from 'vitest';
import { withoutHelmProse } from './helmProse.ts';

const manifests = `---
# Source: shop/templates/service.yaml
apiVersion: v1
kind: Service
metadata: {name: shop}
---
# Source: shop/templates/ingress.yaml
`;

it('keeps the manifests that Helm prints, and what it says around them as comments in the same lines', () => {
  const printed = `NAME: shop
LAST DEPLOYED: Sat Nov 28 17:00:00 2026
NAMESPACE: default
HOOKS:
---
# Source: shop/templates/tests/call.yaml
kind: Pod
MANIFEST:
${manifests}
NOTES:
1. Get the URL:
  export POD=$(kubectl get pods)
`;
  expect(withoutHelmProse(printed)).toBe(`# NAME: shop
# LAST DEPLOYED: Sat Nov 28 17:00:00 2026
# NAMESPACE: default
# HOOKS:
---
# Source: shop/templates/tests/call.yaml
kind: Pod
# MANIFEST:
${manifests}
# NOTES:
# 1. Get the URL:
#   export POD=$(kubectl get pods)
`);
});

it('leaves other texts as they are', () => {
  for (const text of [manifests, 'NAME: shop\nNOTES:\n', 'data:\n  a: |\n    NAME: x\n    MANIFEST:\n'])
    expect(withoutHelmProse(text)).toBe(text);
});
