/** What every Pod tolerates for five minutes, the same for all of them (plugin/pkg/admission/defaulttolerationseconds). */
export const DEFAULT_TOLERATIONS: readonly Record<string, unknown>[] = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
].map((key) => ({ effect: 'NoExecute', key, operator: 'Exists', tolerationSeconds: 300 }));
