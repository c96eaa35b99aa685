import type { Fix } from '../../model/Diagnostic.ts';
import { fieldEdits, valueAt } from '../fieldEdits.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { parentPath } from '../parse/spans.ts';
import { isPlain } from '../plain.ts';
import type { Explain } from './Explain.ts';

/**
 * `serviceName` and `servicePort` of an Ingress until 1.21, as the version that is left has them
 * (pkg/apis/networking/v1beta1, Convert_v1beta1_IngressBackend_To_networking_IngressBackend).
 */
export function oldBackend(text: string, document: ParsedDocument, path: string): Fix[] {
  const backend = parentPath(path);
  const { serviceName, servicePort, ...others } = (valueAt(document, backend) ?? {}) as Record<string, unknown>;
  if (!/backend$/i.test(backend) || typeof serviceName !== 'string' || Object.keys(others).length > 0) return [];
  const port = typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort };
  const service = { name: serviceName, ...(servicePort !== undefined && { port }) };
  return [{ title: ['setField', 'service', serviceName], edits: fieldEdits(text, document, backend, { service }) }];
}

/** A path of an Ingress says how it is compared: since networking.k8s.io/v1 it must. */
export const explainPathType: Explain = (text, { documents }, { message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  if (!document || typeof message !== 'string' || !/\.pathType: Required value/.test(message)) return undefined;
  if (!isPlain(valueAt(document, parentPath(path)))) return undefined;
  const fixes = ['Prefix', 'Exact'].map(
    (type): Fix => ({ title: ['setField', 'pathType', type], edits: fieldEdits(text, document, path, type) }),
  );
  return { fixes };
};
