import { EmptyState } from './picture/EmptyState.tsx';
import { PicturePane } from './picture/PicturePane.tsx';
import { HopTable } from './player/HopTable.tsx';
import { useAppState } from './context.ts';

/** The map, or the same connection as a table; words where there is neither. */
export function MiddlePane() {
  const view = useAppState((s) => s.middleView);
  const empty = useAppState((s) => s.result === null || s.text.trim() === '');
  if (empty) return <EmptyState />;
  return view === 'map' ? <PicturePane /> : <HopTable />;
}
