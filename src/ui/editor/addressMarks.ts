import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, MatchDecorator } from '@codemirror/view';
import type { Network } from '../../model/Address.ts';
import { splitPort } from '../../scene/addresses.ts';
import { ADDRESS } from '../../scene/addressesIn.ts';
import { MARK } from '../kit/networkMarks.ts';
import { matched } from './matched.ts';

/** What the editor is told of addresses: the network of one that somebody has, and what networks are called. */
export interface AddressMarks {
  networkOf(ip: string): Network | null;
  names: Record<Network, string>;
}

export const setAddressMarks = StateEffect.define<AddressMarks>();

const marksField = StateField.define<AddressMarks | null>({
  create: () => null,
  update: (marks, { effects }) => effects.find((effect) => effect.is(setAddressMarks))?.value ?? marks,
});

const decorator = new MatchDecorator({
  regexp: ADDRESS,
  decoration: ([found], view) => {
    const marks = view.state.field(marksField);
    const network = marks?.networkOf(splitPort(found).ip);
    if (!marks || !network) return null;
    return Decoration.mark({
      class: `cm-address cm-address-${network}`,
      attributes: { 'data-mark': MARK[network], title: marks.names[network] },
    });
  },
});

const marks = matched(decorator, ({ startState, state }) => startState.field(marksField) !== state.field(marksField));

const hue = (network: string): Record<string, string> => ({ color: `var(--${network})` });

const theme = EditorView.theme({
  '.cm-address': { position: 'relative' },
  // The highlighter's hue of strings and numbers lies within.
  '.cm-address-cluster, .cm-address-cluster *': hue('cluster'),
  '.cm-address-pod, .cm-address-pod *': hue('pod'),
  '.cm-address-node, .cm-address-node *': hue('node'),
  '.cm-address-outside, .cm-address-outside *': hue('out'),
  // Takes no room: columns stay columns.
  '.cm-address::before': {
    content: 'attr(data-mark) / ""',
    position: 'absolute',
    top: '-0.85em',
    left: '-0.45em',
    fontSize: '0.75em',
    textIndent: '0',
  },
});

/** Every address that somebody in the cluster has carries its network's hue, shape and word. */
export const addressMarks: Extension = [marksField, marks, theme];
