import type { KubeObject } from '../../model/KubeObject.ts';
import type { Fields } from './Fields.ts';
import { keepAutoscaler, serveAutoscaler } from './horizontalPodAutoscalerV1.ts';
import type { KindInfo } from './kinds.ts';

/** How the API server reads and writes a version that is not the one it keeps. */
interface Conversion {
  /** Changes an object, as it was decoded, into the version that is kept. */
  keep(object: Fields): void;
  serve(kept: Fields): Fields;
}

/** By the key of the version's Go type. */
const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  'k.HorizontalPodAutoscaler': { keep: keepAutoscaler, serve: serveAutoscaler },
};

/** An object that was decoded becomes one of the version that is kept. */
export function keptVersion({ type, kept }: KindInfo, object: Fields): void {
  if (kept === undefined) return;
  CONVERSIONS[type]?.keep(object);
  object['apiVersion'] = kept;
}

/** An object of the store as this version shows it. */
export function servedVersion(info: KindInfo, object: KubeObject): KubeObject {
  if (info.kept === undefined || object.apiVersion !== info.kept) return object;
  const served = CONVERSIONS[info.type]?.serve(object as Fields) ?? object;
  return { ...served, apiVersion: info.apiVersion } as KubeObject;
}
