import type { Severity } from '../../model/Diagnostic.ts';
import type { Pod } from '../../model/Pod.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { Look, Selected } from './Check.ts';
import type { Mend } from './Finding.ts';
import { typedIn, writtenFor } from './written.ts';

/** A program that reads a variable of a Service. */
export interface VariableRead {
  pod: Pod;
  one: Selected;
  ref: SourceRef;
  severity: Severity;
  asked: string;
  /** Its name, or its port, in place of the variable. */
  mend: Mend;
}

/** Where a text reads a variable of a Service: `web` → `$WEB_SERVICE_HOST`, as kubelets call it (pkg/kubelet/envvars). */
const serviceVariable = (service: string): RegExp =>
  new RegExp(`\\$[({]?(${service.toUpperCase().replaceAll('-', '_')}_SERVICE_(HOST|PORT\\w*))[)}]?`);

/** The variables of these Services that programs in their Namespaces read. */
export const variablesRead = (look: Look, services: readonly Selected[]): VariableRead[] =>
  [...writtenFor(look), ...typedIn(look)].flatMap(({ pod, ref, text, severity, unexpected }) =>
    // most texts read none: no expression is made for them
    (text.includes('_SERVICE_') ? services : []).flatMap((one) => {
      if (one.namespace !== pod.metadata.namespace) return [];
      const found = serviceVariable(one.name).exec(text);
      const asked = found?.[1];
      if (!found || !asked) return [];
      const value = asked.endsWith('HOST') ? one.name : String(one.service.spec.ports?.[0]?.port ?? '');
      const mend: Mend = {
        title: ['setField', asked, value],
        set: [{ ref, value: text.replaceAll(found[0], value) }, ...unexpected],
      };
      return [{ pod, one, ref, severity, asked, mend }];
    }),
  );
