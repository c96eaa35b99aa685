import { lazy, Suspense } from 'react';
import type { LeftTab } from '../share/link.ts';
import { EditorPane } from './editor/EditorPane.tsx';
import { PaneBoundary } from './kit/PaneBoundary.tsx';

const TerminalPane = lazy(() => import('./terminal/TerminalPane.tsx'));
const StepsPane = lazy(() => import('./steps/StepsPane.tsx'));
const ObjectsPane = lazy(() => import('./objects/ObjectsPane.tsx'));

/** The text, the steps, the terminal or the objects. */
export function LeftPane({ tab }: { tab: LeftTab }) {
  switch (tab) {
    case 'yaml':
      return (
        <PaneBoundary part="editor">
          <EditorPane />
        </PaneBoundary>
      );
    case 'terminal':
      return (
        <PaneBoundary part="terminal">
          <Suspense>
            <TerminalPane />
          </Suspense>
        </PaneBoundary>
      );
    case 'steps':
      return (
        <PaneBoundary part="steps">
          <Suspense>
            <StepsPane />
          </Suspense>
        </PaneBoundary>
      );
    case 'objects':
      return (
        <PaneBoundary part="objects">
          <Suspense>
            <ObjectsPane />
          </Suspense>
        </PaneBoundary>
      );
  }
}
