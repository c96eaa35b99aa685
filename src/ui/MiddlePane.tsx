import { lazy, Suspense } from 'react';
import { isBlank } from '../app/isBlank.ts';
import { useAppState } from './context.ts';
import { EmptyState } from './picture/EmptyState.tsx';
import { PicturePane } from './picture/PicturePane.tsx';

const LadderPane = lazy(() => import('./ladder/LadderPane.tsx'));
const HopTable = lazy(() => import('./player/HopTable.tsx'));
const MatrixPane = lazy(() => import('./matrix/MatrixPane.tsx'));
const TimelinePane = lazy(() => import('./timeline/TimelinePane.tsx'));
const ComparePane = lazy(() => import('./compare/ComparePane.tsx'));

/** The map, or the same connection as a ladder or a table, the matrix, or two ways side by side; words where there is neither. */
export function MiddlePane() {
  const view = useAppState((s) => s.middleView);
  const empty = useAppState((s) => s.result === null || isBlank(s.text));
  if (empty) return <EmptyState />;
  if (view === 'map') return <PicturePane />;
  const Pane = {
    ladder: LadderPane,
    table: HopTable,
    matrix: MatrixPane,
    compare: ComparePane,
    timeline: TimelinePane,
  }[view];
  return (
    <Suspense>
      <Pane />
    </Suspense>
  );
}
