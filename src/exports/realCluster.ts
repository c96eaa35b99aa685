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

/**
 * The manifests of a scenario for `kubectl apply -f`: every document as it was written, with its comments, but for those
 * that a real cluster does not know or has of its own. A line that begins with `---` is a boundary of documents wherever
 * it stands (YAML 1.2, 9.1.2).
 */
export function realCluster(text: string): string {
  const documents = text.replace(/^\ufeff/, '').split(/^---(?=[ \t\r\n]|$)/m);
  const kept = documents.filter((document) => hasContent(document) && isApplied(document));
  return kept.map((document) => `${document.replace(/^[ \t]*\r?\n/, '').trimEnd()}\n`).join('---\n');
}
