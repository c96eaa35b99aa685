/** What a real cluster has no use for: our kind, the files that kubeadm and kube-proxy read, and its own Nodes. */
const NOT_APPLIED = /^(kubehop\.dev|kubeadm\.k8s\.io|kubeproxy\.config\.k8s\.io)\//;

/** The value of a field at the top of a document, in block style, or anywhere near its beginning in flow style and JSON. */
function topField(document: string, name: string): string {
  const block = new RegExp(`^${name}:[ \\t]*["']?([^\\s"'#]+)`, 'm').exec(document);
  const flow = new RegExp(`["']?\\b${name}["']?[ \\t]*:[ \\t]*["']?([^\\s"',}#]+)`).exec(document);
  return (block ?? flow)?.[1] ?? '';
}

const isApplied = (document: string): boolean =>
  !NOT_APPLIED.test(topField(document, 'apiVersion')) && topField(document, 'kind') !== 'Node';

/** A document with something in it besides comments. */
const hasContent = (document: string): boolean => /^[ \t]*[^\s#]/m.test(document.replace(/^(---|\.\.\.).*$/gm, ''));

const NOTE = '# Of the scenario, and perhaps not of your cluster: ';

/** Names the fields that hold in the scenario's cluster alone: another has other Nodes, and another range of Cluster IPs. */
function noteOf(yaml: string): string {
  const fields = [
    /\b(nodeName)["']?:[ \t]*["']?([\w.-]+)/g,
    /\b(clusterIP)["']?:[ \t]*["']?([\da-fA-F]*[.:][\da-fA-F.:]+)/g,
  ];
  const found = fields.flatMap((field) => Array.from(yaml.matchAll(field), ([, name, value]) => `${name} ${value}`));
  return found.length === 0 ? '' : `${NOTE}${[...new Set(found)].join(', ')}\n`;
}

/**
 * The manifests of a scenario for `kubectl apply -f`: every document as it was written, with its comments, but for those
 * that a real cluster does not know or has of its own. A line that begins with `---` is a boundary of documents wherever
 * it stands (YAML 1.2, 9.1.2). A comment before them says what has to fit the cluster.
 */
export function realCluster(text: string): string {
  const documents = text
    .replace(/^\ufeff/, '')
    .replaceAll(new RegExp(`^${NOTE}.*\\n`, 'gm'), '')
    .split(/^---(?=[ \t\r\n]|$)/m);
  const kept = documents.filter((document) => hasContent(document) && isApplied(document));
  const yaml = kept.map((document) => `${document.replace(/^[ \t]*\r?\n/, '').trimEnd()}\n`).join('---\n');
  return noteOf(yaml) + yaml;
}
