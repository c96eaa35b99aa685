/** The text of a scenario whose admin types these lines, in a cluster of these manifests. */
export const scenarioText = (manifests: string, lines: readonly string[]): string => `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec:
  steps:
${lines.map((run) => `  - ${JSON.stringify({ run })}\n`).join('')}---
${manifests}`;
