import { diagnosis } from '../words/en/diagnosis.ts';
import { en } from '../words/en.ts';
import { sayFix, sayHint, sayProblem } from '../words/say.ts';
import { createMemo, examine, isManifest, type ParsedDocument, parseText, SCENARIO_FILE } from '../engine/index.ts';
import { type Diagnostic, docsUrl, type Severity } from '../model/Diagnostic.ts';
import { type FilePlace, Sources } from './Sources.ts';

/** English, with what the checks say. */
export const words = { ...en, diagnosis };

/** A diagnostic as the command line tells it: in sentences, and in places of files. */
export interface CheckFinding {
  code: string;
  severity: Severity;
  message: string;
  hint: string;
  /** `Service/default/web`, if it is about one. */
  object: string;
  path: string;
  at?: { from: FilePlace; to: FilePlace };
  evidence: { object: string; path: string; at: { from: FilePlace; to: FilePlace } }[];
  fixes: { title: string; edits: { at: { from: FilePlace; to: FilePlace }; text: string }[] }[];
  docs: string;
  scenario: string;
  /** Why nobody wants to hear of it. */
  silenced?: string;
}

interface Needs {
  /** Namespaces that are named by objects, and that somebody else may have made long ago. */
  namespaces: string[];
  /** Whether the manifests say which Nodes there are. */
  nodes: boolean;
}

function needsOf(documents: readonly ParsedDocument[]): Needs {
  const named = new Set<string>();
  let nodes = false;
  for (const { value } of documents) {
    if (!isManifest(value)) continue;
    const items = (value as { items?: unknown[] } | null)?.items;
    for (const object of Array.isArray(items) ? items : [value]) {
      const { kind, metadata } = (object ?? {}) as { kind?: unknown; metadata?: { namespace?: unknown } };
      if (kind === 'Node') nodes = true;
      if (typeof metadata?.namespace === 'string') named.add(metadata.namespace);
    }
  }
  for (const own of ['', 'default', 'kube-system', 'kube-public', 'kube-node-lease']) named.delete(own);
  return { namespaces: [...named], nodes };
}

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

/** The default workers, with room for everything. */
const NODES = ['zone-a', 'zone-a', 'zone-b'].map((zone, i) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `n${i + 1}`, labels: { 'topology.kubernetes.io/zone': zone } },
  spec: { podCIDR: `10.24${i + 5}.0.0/16` },
  status: { capacity: { cpu: '100000', memory: '1000Ti', pods: '60000' } },
}));

/**
 * What is wrong with the manifests of files that are meant for one cluster. Namespaces that they name are taken to be
 * there; so are Nodes with room enough, unless the manifests say which there are. Of kinds that Kubernetes itself does
 * not have, only that is said.
 */
export function findingsIn(files: readonly string[]): { findings: CheckFinding[]; documents: number } {
  const memo = createMemo();
  const alone = new Sources(files);
  const { documents } = parseText(alone.text, memo.parse);
  const { namespaces, nodes } = needsOf(documents);
  const before = [...(nodes ? [] : NODES), ...namespaces.map(namespace)];
  const sources =
    before.length > 0 ? new Sources(files, before.map((one) => JSON.stringify(one)).join('\n---\n')) : alone;
  const findings = examine(sources.text, memo).flatMap((diagnostic): CheckFinding[] => {
    const said = sayProblem(words, diagnostic);
    const from = diagnostic.span && sources.placesOf(diagnostic.span)?.from.file;
    const message = from === undefined ? said : said.replace(`"${SCENARIO_FILE}": `, `"${from}": `);
    // the cluster has the Namespace already, by our own doing
    const made = /(?:^|: )namespaces "([^"]+)" already exists$/.exec(message)?.[1];
    if (made !== undefined && namespaces.includes(made)) return [];
    const found = finding(sources, diagnostic, message);
    // labels of Nodes that nobody has described are not known
    return [found.code === 'pod/pending' && !nodes ? { ...found, severity: 'info' } : found];
  });
  return { findings, documents: documents.filter(({ value }) => value !== null && value !== undefined).length };
}

function finding(sources: Sources, diagnostic: Diagnostic, message: string): CheckFinding {
  const { span, object = '', path = '', evidence = [], fixes = [], docs, scenario = '' } = diagnostic;
  const at = span && sources.placesOf(span);
  return {
    code: diagnostic.code,
    severity: diagnostic.hint?.[0] === 'kindForeign' ? 'info' : diagnostic.severity,
    message,
    hint: sayHint(words, diagnostic),
    object,
    path,
    ...(at && { at }),
    evidence: evidence.flatMap((one) => {
      const where = one.span && sources.placesOf(one.span);
      return where ? [{ object: one.object, path: one.path, at: where }] : [];
    }),
    fixes: fixes.map((fix) => ({
      title: sayFix(words, fix),
      edits: fix.edits.flatMap((edit) => {
        const where = sources.placesOf(edit.span);
        return where ? [{ at: where, text: edit.text }] : [];
      }),
    })),
    docs: docs ? docsUrl(docs) : '',
    scenario,
  };
}
