import type { App } from '../../app/app.ts';
import { countFixes, fixAll } from '../../app/fixAll.ts';
import { placesToSend, senderFor, targetsOf } from '../../app/places.ts';
import type { Preferences } from '../../app/preferences.ts';
import { type Layer, MIDDLE_VIEWS, type Sheet, trafficOf } from '../../app/store.ts';
import type { ThemeChoice } from '../../app/theme.ts';
import { placeName } from '../../model/placeName.ts';
import { hopsOf } from '../../scene/playback.ts';
import type { Catalog } from '../../words/en.ts';
import type { PaletteWords } from '../../words/en/palette.ts';
import { type Language, LANGUAGES } from '../../words/language.ts';
import { turnHistory } from '../editor/turnHistory.ts';
import { copyLink } from '../header/copyLink.ts';
import { focusPane } from '../keyboard.ts';

export interface Command {
  kind: keyof PaletteWords['kinds'];
  name: string;
  /** Other words by which it is found. */
  also?: string | undefined;
  /** What it is about, or whether it is on. */
  detail?: string | undefined;
  keys?: string;
  /** Of many: shown when it is asked for. */
  one?: true;
  run(): void;
}

type Switch = keyof Preferences & ('loop' | 'follow' | 'lessMotion' | 'singleKeys');

const LAYERS: readonly Layer[] = ['cluster', 'pod', 'node'];
const SHEETS: readonly [sheet: Sheet, keys?: string][] = [
  ['yaml', '1'],
  ['steps'],
  ['terminal', '4'],
  ['objects'],
  ['inspector', '3'],
  ['traffic'],
];

/**
 * All that can be done on the page as it is now, in one language: the same in the same order in every other, so that
 * what is found by its English name is found.
 */
export function commandsOf(app: App, words: Catalog, palette: PaletteWords, phone: boolean): Command[] {
  const state = app.store.getState();
  const { result, film } = state;
  const { player, header, traffic } = words;
  const { also } = palette;
  const playing = film ?? app;
  const hops = hopsOf(playing.store.getState().marks);
  const told = (result?.scenario.steps.length ?? 0) > 0;
  const onOff = (on: boolean): string => (on ? palette.on : palette.off);

  /** A sheet of a phone is a pane of the wide page. */
  const openPane = (sheet: Sheet) => (): void => {
    if (phone) app.show({ sheet });
    else if (sheet === 'inspector') setTimeout(focusPane, 50, 'right');
    else if (sheet === 'traffic')
      setTimeout(() => document.querySelector<HTMLElement>('[data-pane=traffic] select')?.focus());
    else {
      app.show({ leftTab: sheet });
      setTimeout(focusPane, 50, 'left');
    }
  };
  const toggle = (of: Switch): Command => ({
    kind: 'set',
    name: player[of],
    detail: onOff(state[of]),
    run: () => app.prefer({ [of]: !state[of] }),
  });

  const send: Command[] = result?.reach?.traces.length
    ? [
        { kind: 'send', name: traffic.send(1), run: () => void app.send(1) },
        { kind: 'send', name: traffic.send(100), run: () => void app.send(100) },
        {
          kind: 'show',
          name: traffic.allWays,
          detail: onOff(state.sent === 0 && !state.onlyTaken),
          run: app.toggleWays,
        },
        {
          kind: 'show',
          name: traffic.statistics,
          also: also.statistics,
          run: () => app.show({ dialog: 'statistics' }),
        },
      ]
    : [];
  const play: Command[] =
    hops > 0
      ? [
          { kind: 'play', name: `${player.play} / ${player.pause}`, keys: 'Space', run: playing.togglePlay },
          { kind: 'play', name: player.next.hop, keys: '→', run: () => playing.step(1) },
          { kind: 'play', name: player.previous.hop, keys: '←', run: () => playing.step(-1) },
          { kind: 'play', name: palette.firstHop, keys: 'Home', run: () => playing.seekHop(0) },
          { kind: 'play', name: palette.lastHop, keys: 'End', run: () => playing.seekHop(hops - 1) },
        ]
      : [];
  const from = trafficOf(state)?.from ?? { kind: 'client' };
  const targets: Command[] = (result ? targetsOf(result) : []).map(({ url, kind }) => ({
    kind: 'send',
    name: url,
    detail: words.addressKinds[kind],
    one: true,
    run: () => app.setTraffic({ from: senderFor(url, from, result), url }),
  }));
  const places: Command[] = ['admin', ...(result ? placesToSend(result).map(({ place }) => placeName(place)) : [])].map(
    (place) => ({
      kind: 'run',
      name: palette.terminalAt(place),
      one: true,
      run: () => {
        app.typeAt(place);
        openPane('terminal')();
      },
    }),
  );
  const focus = state.focus ?? (state.selection?.startsWith('Service/') ? state.selection : null);

  return [
    { kind: 'share', name: header.copyLink, also: also.copyLink, keys: 'Ctrl S', run: () => void copyLink(app) },
    { kind: 'share', name: header.export, also: also.export, run: () => app.show({ dialog: 'export' }) },
    { kind: 'share', name: header.embed, also: also.embed, run: () => app.show({ dialog: 'embed' }) },
    ...send,
    ...SHEETS.filter(([sheet]) => sheet !== 'steps' || told).map(
      ([sheet, keys]): Command => ({
        kind: 'show',
        name: sheet === 'inspector' ? words.inspector.name : words.page.sheets[sheet],
        also: sheet === 'traffic' ? '' : also[sheet],
        ...(keys && { keys }),
        run: openPane(sheet),
      }),
    ),
    ...MIDDLE_VIEWS.map(
      (view): Command => ({
        kind: 'show',
        name: player.views[view],
        also: view === 'map' ? words.picture.name : also[view],
        detail: player.view,
        ...(view === 'ladder' && { keys: 'L' }),
        ...(view === 'table' && { keys: 'T' }),
        run: () => app.show({ middleView: view }),
      }),
    ),
    ...play,
    { kind: 'open', name: words.header.gallery, also: also.steps, run: openGallery },
    { kind: 'open', name: palette.library, also: also.library, run: () => app.show({ dialog: 'library' }) },
    ...LAYERS.map(
      (layer): Command => ({
        kind: 'show',
        name: `${words.map.layers}: ${words.map.layer[layer]}`,
        detail: onOff(state.layer === layer),
        run: () => app.setLayer(state.layer === layer ? null : layer),
      }),
    ),
    ...(focus
      ? [
          {
            kind: 'show',
            name: state.focus ? palette.allServices : palette.onlyService,
            run: () => app.setFocus(state.focus ? null : focus),
          } as const,
        ]
      : []),
    ...(state.opened.length > 0 ? [{ kind: 'show', name: palette.fold, run: app.fold } as const] : []),
    { kind: 'edit', name: words.editor.undo, keys: 'Ctrl Z', run: () => void turnHistory(app, 'undo') },
    { kind: 'edit', name: words.editor.redo, keys: 'Ctrl Y', run: () => void turnHistory(app, 'redo') },
    { kind: 'edit', name: words.editor.documents, keys: 'Ctrl Shift O', run: showInEditor({ outline: true }) },
    { kind: 'edit', name: words.editor.form, run: showInEditor({ form: true }) },
    ...(state.diagnostics.length > 0
      ? ([
          { kind: 'edit', name: palette.nextProblem, keys: 'F8', run: () => app.nextProblem(1) },
          { kind: 'edit', name: palette.previousProblem, keys: 'Shift F8', run: () => app.nextProblem(-1) },
        ] as const)
      : []),
    ...(countFixes(state.diagnostics) > 0
      ? [{ kind: 'edit', name: palette.fixAll, also: also.fixAll, run: () => void fixAll(app) } as const]
      : []),
    { kind: 'edit', name: palette.pin, also: also.compare, run: app.pin },
    ...(state.resultTyped.length > 0
      ? [{ kind: 'edit', name: palette.takeBackTyped, run: () => app.forgetTyped() } as const]
      : []),
    ...(Object.keys(header.themes) as ThemeChoice[]).map(
      (theme): Command => ({
        kind: 'set',
        name: header.theme(header.themes[theme]),
        also: also.theme,
        detail: state.theme === theme ? palette.on : undefined,
        run: () => app.setTheme(theme),
      }),
    ),
    ...(Object.keys(LANGUAGES) as Language[]).map(
      (language): Command => ({
        kind: 'set',
        name: palette.language(LANGUAGES[language]),
        also: also.language,
        detail: state.language === language ? palette.on : undefined,
        run: () => void app.setLanguage(language),
      }),
    ),
    {
      kind: 'set',
      name: `${player.stepBy} ${player.by.hop} / ${player.by.rule}`,
      detail: state.byRule ? player.by.rule : player.by.hop,
      keys: 'R',
      run: () => app.prefer({ byRule: !state.byRule }),
    },
    {
      kind: 'set',
      name: words.inspector.explain[state.explainMore ? 'less' : 'more'],
      keys: 'E',
      run: () => app.prefer({ explainMore: !state.explainMore }),
    },
    ...(['loop', 'follow', 'lessMotion', 'singleKeys'] as const).map(toggle),
    { kind: 'help', name: header.shortcuts, also: also.keys, keys: '?', run: () => app.show({ dialog: 'keys' }) },
    ...targets,
    ...places,
  ];

  function showInEditor(part: { outline: true } | { form: true }) {
    return (): void => {
      app.show(phone ? { ...part, sheet: 'yaml' } : { ...part, leftTab: 'yaml' });
    };
  }
}

/** The gallery hangs from its button. */
const openGallery = (): void => document.querySelector<HTMLElement>('#gallery')?.showPopover();
