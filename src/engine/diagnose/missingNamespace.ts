import { objectsIn } from '../objectsIn.ts';
import { joinPath } from '../origins.ts';
import { isPlain } from '../plain.ts';
import { insert } from '../textEdits.ts';
import type { Explain } from './Explain.ts';

/**
 * A Namespace that is not there, or not there yet: documents are created in their order. Source:
 * plugin/pkg/admission/namespace/lifecycle.
 */
export const explainNamespace: Explain = (_, { documents }, { message, path = '', document = -1 }) => {
  const name = typeof message === 'string' && /namespaces "([^"]+)" not found$/.exec(message)?.[1];
  if (!name) return undefined;
  const has = (field: 'name' | 'namespace', kind?: string) => (value: unknown) =>
    objectsIn(value).some(
      (object) =>
        (kind === undefined || object['kind'] === kind) &&
        isPlain(object['metadata']) &&
        object['metadata'][field] === name,
    );
  const span = documents[document]?.spanOf(joinPath(path, 'metadata.namespace'));
  const found = { code: 'namespace/missing', ...(span && { span }) };
  if (documents.some(({ value }) => has('name', 'Namespace')(value)))
    return { ...found, hint: ['namespaceLater', name] };
  const first = documents.find(({ value }) => has('namespace')(value));
  const manifest = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n---\n`;
  return {
    ...found,
    hint: ['namespaceMissing', name],
    ...(first && { fixes: [{ title: ['addNamespace', name], edits: [insert(first.start, manifest)] }] }),
  };
};
