import type { KubeObject } from '../../../model/KubeObject.ts';
import type { ApiResponse, ApiStatus } from '../../admit/ApiResponse.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { servedVersion } from '../../admit/versions.ts';
import { KubectlError } from './KubectlError.ts';

export const ENDPOINTS_WARNING = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';

/** What a run of kubectl has printed so far, and what it prints of the server's answers. */
export class Printout {
  stdout = '';
  stderr = '';
  #warned = new Set<string>();

  print(line: string): void {
    this.stdout += `${line}\n`;
  }

  complain(line: string): void {
    this.stderr += `${line}\n`;
  }

  /** A warning header of the server; kubectl prints each text once. */
  warn(text: string): void {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    this.complain(`Warning: ${text}`);
  }

  /** What the server says of a kind whenever it is asked about it. */
  asked(info: KindInfo): void {
    if (info.kind === 'Endpoints') this.warn(ENDPOINTS_WARNING);
    if (info.kind === 'ComponentStatus') this.warn('v1 ComponentStatus is deprecated in v1.19+');
  }

  /** The object of an answer, its warnings printed; a refusal is thrown, worded by `reword`. */
  take(info: KindInfo, response: ApiResponse, reword = (status: ApiStatus): ApiStatus => status): KubeObject {
    this.asked(info);
    for (const warning of response.warnings) this.warn(warning);
    if (!response.ok) throw KubectlError.status(reword(response.status));
    return servedVersion(info, response.object);
  }
}

/** `service/web`, `deployment.apps/web`: how kubectl names an object. */
export const objectName = (info: KindInfo, name: string): string =>
  `${info.kind.toLowerCase()}${info.group === '' ? '' : `.${info.group}`}/${name}`;
