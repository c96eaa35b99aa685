import type { KubeObject } from '../../../model/KubeObject.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { manifestOptions, readFiles } from './files.ts';
import { fieldValue, parseFieldSelector, whyUnselectable } from './fieldSelector.ts';
import { flag, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { parseLabelSelector } from './labelSelector.ts';
import { visitManifests } from './manifests.ts';
import { refuseWordsBesideFiles, type Request, requestsOf } from './resources.ts';
import type { Session } from './Session.ts';

/** What the words and files of a command ask for. */
export function requestsFor(session: Session, args: ParsedArgs): (Request & { namespace?: string })[] {
  if (!args.flags.has(flag.filename.name)) return requestsOf(args.words);
  refuseWordsBesideFiles(args.words);
  const requests: (Request & { namespace?: string })[] = [];
  visitManifests(readFiles(session, args), manifestOptions(args, 'Ignore'), ({ info, name, namespace }) => {
    requests.push({ info, name, namespace });
  });
  return requests;
}

/** cli-runtime: resource.EnhanceListError. */
function unselectable(
  { group, version, plural }: KindInfo,
  selector: string | undefined,
  fields: string | undefined,
  why: string,
): KubectlError {
  const message =
    `Unable to find "${group}/${version}, Resource=${plural}" that match label selector "${selector ?? ''}", ` +
    `field selector "${fields ?? ''}": ${why}`;
  return KubectlError.status({ code: 400, reason: 'BadRequest', message, causes: [] });
}

/** Which objects both selectors admit. */
export function selecting(
  info: KindInfo,
  selector: string | undefined,
  fields: string | undefined,
): (object: KubeObject) => boolean {
  const parsed = <T>(parse: () => T): T => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      throw unselectable(info, selector, fields, error.message.replace(/^error: |\n$/g, ''));
    }
  };
  const matches = selector === undefined ? () => true : parsed(() => parseLabelSelector(selector));
  const terms = fields === undefined ? [] : parsed(() => parseFieldSelector(fields));
  for (const { field } of terms) {
    const why = whyUnselectable(info.kind, field);
    if (why !== undefined) throw unselectable(info, selector, fields, why);
  }
  return (object) =>
    matches(object.metadata.labels ?? {}) &&
    terms.every(({ field, value, equal }) => (fieldValue(object, field) === value) === equal);
}

/** The objects that both selectors admit. */
export const select = (
  info: KindInfo,
  objects: KubeObject[],
  selector: string | undefined,
  fields: string | undefined,
): KubeObject[] => objects.filter(selecting(info, selector, fields));
