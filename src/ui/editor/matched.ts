import type { Extension } from '@codemirror/state';
import {
  type DecorationSet,
  type EditorView,
  type MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

/**
 * Decorates what matches, of what is in sight alone: a large text costs no more than a small one. Where `anew` says so
 * of an update, all of it is looked at again.
 */
export const matched = (decorator: MatchDecorator, anew: (update: ViewUpdate) => boolean = () => false): Extension =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorator.createDeco(view);
      }
      update(update: ViewUpdate): void {
        this.decorations = anew(update)
          ? decorator.createDeco(update.view)
          : decorator.updateDeco(update, this.decorations);
      }
    },
    { decorations: (value) => value.decorations },
  );
