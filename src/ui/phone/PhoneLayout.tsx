import { hopAt } from '../../scene/playback.ts';
import { MIDDLE_VIEWS, type Sheet, traceOf } from '../../app/store.ts';
import { headingOf } from '../../scene/hopWords.ts';
import { withPort } from '../../scene/addresses.ts';
import { lazy, Suspense, useEffect } from 'react';
import { LESSONS } from '../../scenarios/index.ts';
import { sayHop } from '../../words/say.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { WorstCount } from '../editor/WorstCount.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Words } from '../kit/Words.tsx';
import { AddressChip } from '../kit/AddressChip.tsx';
import { Modal } from '../kit/Modal.tsx';
import { PaneBoundary } from '../kit/PaneBoundary.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { LeftPane } from '../LeftPane.tsx';
import { MiddlePane } from '../MiddlePane.tsx';
import { Player } from '../player/Player.tsx';
import { Shares } from '../traffic/Shares.tsx';
import { TrafficControls } from '../traffic/TrafficControls.tsx';
import styles from './PhoneLayout.module.css';
import { Icon, type IconName } from '../kit/icons.tsx';

const PairStrip = lazy(() => import('../compare/PairStrip.tsx'));

const SHEETS = [
  { id: 'yaml', icon: 'File' },
  { id: 'steps', icon: 'List' },
  { id: 'inspector', icon: 'Glass' },
  { id: 'traffic', icon: 'Send' },
  { id: 'terminal', icon: 'Terminal' },
  { id: 'objects', icon: 'Tree' },
] as const satisfies readonly { id: Sheet; icon: IconName }[];

/** A narrow page: the views over the picture, the hop under it, and everything else as sheets. */
export default function PhoneLayout() {
  const app = useApp();
  const words = useWords();
  const sheet = useAppState((s) => s.sheet);
  const lent = useAppState((s) => s.film !== null);
  const told = useAppState((s) => (s.result?.scenario.steps.length ?? 0) > 0);
  const view = useAppState((s) => s.middleView);
  const diagnostics = useAppState((s) => s.diagnostics);
  // the picture is the page; but a lesson of the course begins with what it says
  const lesson = useAppState(({ origin, result }) =>
    result && origin.kind === 'gallery' && (LESSONS as readonly string[]).includes(origin.name) ? origin.name : '',
  );
  useEffect(() => {
    if (lesson) app.show({ sheet: 'steps' });
  }, [app, lesson]);
  const open = SHEETS.find(({ id }) => id === sheet);
  const close = (): void => app.show({ sheet: null });
  return (
    <main className={styles.phone} aria-label={words.page.name}>
      <Tabs
        label={words.player.view}
        panel="picture"
        tabs={MIDDLE_VIEWS.map((id) => ({ id, name: words.player.views[id] }))}
        chosen={view}
        choose={(middleView) => app.show({ middleView })}
      />
      <section className={styles.picture} id="picture" aria-label={words.picture.name}>
        <PaneBoundary part="picture">
          <MiddlePane />
        </PaneBoundary>
      </section>
      <div className={styles.hop}>
        <Suspense>{lent ? <PairStrip /> : <HopSummary />}</Suspense>
        <Player phone />
      </div>
      <nav className={styles.bar} aria-label={words.page.panes}>
        {SHEETS.filter(({ id }) => id !== 'steps' || told).map(({ id, icon }) => (
          <button
            key={id}
            type="button"
            aria-haspopup="dialog"
            aria-expanded={sheet === id}
            onClick={() => app.show({ sheet: id })}
          >
            <Icon name={icon} size={18} />
            <span>
              {words.page.sheets[id]} {id === 'yaml' && <WorstCount diagnostics={diagnostics} />}
            </span>
          </button>
        ))}
      </nav>
      {open && (
        <Modal look="sheet" title={words.page.sheets[open.id]} close={close}>
          <SheetContent sheet={open.id} />
        </Modal>
      )}
    </main>
  );
}

function SheetContent({ sheet }: { sheet: Sheet }) {
  switch (sheet) {
    case 'inspector':
      return <Inspector />;
    case 'traffic':
      return (
        <>
          <TrafficControls />
          <Shares />
        </>
      );
    case 'yaml':
    case 'steps':
    case 'terminal':
    case 'objects':
      return <LeftPane tab={sheet} />;
  }
}

/** The hop in three lines: what, which address became which, and the sentence. */
function HopSummary() {
  const app = useApp();
  const trace = useAppState(traceOf);
  const index = useAppState((s) => hopAt(s.position, traceOf(s)?.hops.length ?? 0));
  const words = useWords();
  const hop = trace?.hops[index];
  if (!trace || !hop) return <p className="dim">{words.player.nothing}</p>;
  const { before, after } = hop;
  const changes = (['dst', 'src'] as const).flatMap((end) => {
    const [from, to] = end === 'dst' ? [before.dst, after.dst] : [before.src, after.src];
    const old = withPort(from, end === 'dst' ? before.dport : before.sport);
    const now = withPort(to, end === 'dst' ? after.dport : after.sport);
    return old === now ? [] : [{ end, from, to, old, now }];
  });
  return (
    <button type="button" className={`plain ${styles.summary}`} onClick={() => app.show({ sheet: 'inspector' })}>
      <strong>
        {words.page.hopOf(index + 1, trace.hops.length)} · {headingOf(words.hop, hop)}
      </strong>
      {changes.map(({ end, from, to, old, now }) => (
        <span key={end} className={styles.change}>
          {words.page.changed[end]} <AddressChip ip={from} text={old} change="old" /> →{' '}
          <AddressChip ip={to} text={now} change="new" />
        </span>
      ))}
      <span className={styles.sentence}>
        <Words text={sayHop(words, hop)} />
      </span>
    </button>
  );
}
