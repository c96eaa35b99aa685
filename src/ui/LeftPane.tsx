import { lazy, Suspense } from 'react';
import type { LeftTab } from '../app/store.ts';
import { EditorPane } from './editor/EditorPane.tsx';
import { PaneBoundary } from './kit/PaneBoundary.tsx';

const TerminalPane = lazy(() => import('./terminal/TerminalPane.tsx'));
const ObjectsPane = lazy(() => import('./objects/ObjectsPane.tsx'));

/** The text, the terminal or the objects. */
export function LeftPane({ tab }: { tab: LeftTab }) {
  switch (tab) {
    case 'yaml':
      return (
        <PaneBoundary name="The editor">
          <EditorPane />
        </PaneBoundary>
      );
    case 'terminal':
      return (
        <PaneBoundary name="The terminal">
          <Suspense>
            <TerminalPane />
          </Suspense>
        </PaneBoundary>
      );
    case 'objects':
      return (
        <PaneBoundary name="The list of objects">
          <Suspense>
            <ObjectsPane />
          </Suspense>
        </PaneBoundary>
      );
  }
}
