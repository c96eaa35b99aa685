/** What `helm install --dry-run`, `helm status` and `helm get all` begin with, and what their manifests stand under. */
const FROM_HELM = /^NAME: .*\n(?:.*\n)*?MANIFEST:\s*$/m;

/**
 * What Helm prints around its manifests, line by line as comments: the release before `HOOKS:` and `MANIFEST:`, and what
 * `NOTES:` tell. Every line stays where it was. Source: helm, pkg/cmd/status.go, statusPrinter.WriteTable.
 */
export function withoutHelmProse(text: string): string {
  if (!FROM_HELM.test(text)) return text;
  let prose = true;
  return text
    .split('\n')
    .map((line) => {
      const heading = /^(HOOKS|MANIFEST|NOTES):\s*$/.exec(line)?.[1];
      if (heading) prose = heading === 'NOTES';
      return line.trim() !== '' && (prose || heading) ? `# ${line}` : line;
    })
    .join('\n');
}
