import type { ObjectKey } from '../model/Span.ts';
import { firstTab } from '../scene/firstTab.ts';
import { hasObject } from '../scene/hasObject.ts';
import { hopAt, restOf, ruleAt, ruleStop, sought } from '../scene/playback.ts';
import type { LinkView } from '../share/link.ts';
import { type AppState, MIDDLE_VIEWS, traceOf } from './store.ts';

/** Columns that can be read beside each other. */
export const MOST_OPENED = 6;

/** What a link carries of a page beside its text; `exact`: with the time, the selection and what is shown of everything. */
export function viewOf(state: AppState, exact: boolean): LinkView {
  const { traffic, way, result } = state;
  const taken = result ? Math.max(0, result.taken) : 0;
  return {
    ...(traffic && { traffic }),
    ...(way !== taken && { way }),
    ...(exact && placeInFilm(state)),
    ...(exact && lookOf(state)),
  };
}

/**
 * Where the reader is in the connection; at its beginning and at its end the whole of it is shown, and where a film that
 * plays happens to be nobody has chosen.
 */
function placeInFilm(state: AppState): LinkView {
  const { position, marks, byRule, playing } = state;
  const hops = traceOf(state)?.hops.length ?? 0;
  if (playing || position <= 0 || position >= hops) return {};
  const hop = hopAt(position, hops);
  const rule = byRule ? ruleAt(marks, position) : null;
  if (rule !== null) return { hop, rule };
  const rests = Math.abs(position - restOf(marks, hop)) < 0.002;
  return { hop, ...(!rests && { part: Math.round((position - hop) * 1000) / 1000 }) };
}

/** What is selected, and what of everything is shown. */
function lookOf(state: AppState): LinkView {
  const { selection, middleView, leftTab, layer, focus, opened, matrixService, matrixSystem, result } = state;
  return {
    ...(selection !== null && { selected: selection }),
    ...(middleView !== 'map' && { pane: middleView }),
    ...(result && leftTab !== firstTab(result.scenario) && { left: leftTab }),
    ...(layer && { layer }),
    ...(focus !== null && { focus }),
    ...(opened.length > 0 && { opened }),
    ...(matrixService && { service: matrixService }),
    ...(matrixSystem && { system: matrixSystem }),
    ...(middleView === 'compare' && comparedWith(state)),
  };
}

/** What a comparison needs to be opened again: the text of A, unless it is a variant of the text. */
function comparedWith({ against, pinned, openedText, text }: AppState): LinkView {
  const base = against === 'pinned' ? pinned : against === 'opened' && openedText !== text ? openedText : null;
  return base === null ? { against } : { against: 'pinned', base };
}

/** What brings a page to where the maker of a link was, once the result of the link's text is there. */
export function changesTo(view: LinkView, state: AppState): Partial<AppState> {
  const { hop, part, rule, selected, pane, left, layer, focus, opened, service, system, against, base } = view;
  const { marks, result } = state;
  // a link may name what its text does not have: nobody could put it back
  const isThere = (key: ObjectKey): boolean => result !== null && hasObject(result, key);
  const middleView = MIDDLE_VIEWS.find((name) => name === pane);
  let place: Partial<AppState> = {};
  if (hop !== undefined && hop < (traceOf(state)?.hops.length ?? 0)) {
    const position =
      part !== undefined ? hop + part : rule !== undefined ? ruleStop(marks, hop, rule) : restOf(marks, hop);
    place = { ...sought(state, position), ...(rule !== undefined && { byRule: true }) };
  }
  return {
    ...place,
    ...(selected !== undefined && { selection: selected }),
    ...(middleView && { middleView }),
    ...(left && { leftTab: left }),
    ...(layer && { layer }),
    ...(focus !== undefined && isThere(focus) && { focus }),
    ...(opened && { opened: opened.filter(isThere).slice(-MOST_OPENED) }),
    ...(service !== undefined && isThere(service) && { matrixService: service }),
    ...(system && { matrixSystem: system }),
    ...(against !== undefined && { against }),
    ...(base !== undefined && { pinned: base }),
  };
}
