import { useApp, useAppState, useWords } from './context.ts';
import styles from './DesktopLayout.module.css';
import { Inspector } from './inspector/Inspector.tsx';
import { Columns } from './kit/Columns.tsx';
import { PaneBoundary } from './kit/PaneBoundary.tsx';
import { Tabs } from './kit/Tabs.tsx';
import { LeftPane } from './LeftPane.tsx';
import { MiddlePane } from './MiddlePane.tsx';
import { Player } from './player/Player.tsx';
import { Shares } from './traffic/Shares.tsx';
import { TrafficControls } from './traffic/TrafficControls.tsx';

/** The text, and the traffic under it. */
function Left() {
  const app = useApp();
  const words = useWords();
  const tab = useAppState((s) => s.leftTab);
  const told = useAppState((s) => (s.result?.scenario.steps.length ?? 0) > 0);
  return (
    <>
      <section className={styles.top} aria-label={words.page.scenario} data-pane="left" tabIndex={-1}>
        <Tabs
          label={words.page.scenario}
          panel="left-panel"
          tabs={[
            { id: 'yaml', name: 'scenario.yaml' },
            ...(told || tab === 'steps' ? [{ id: 'steps' as const, name: words.steps.tab }] : []),
            { id: 'terminal', name: words.page.terminal },
            { id: 'objects', name: words.page.sheets.objects },
          ]}
          chosen={tab}
          choose={(leftTab) => app.show({ leftTab })}
        />
        <div id="left-panel" role="tabpanel" aria-labelledby={`left-panel-${tab}`} className={styles.fill}>
          <LeftPane tab={tab} />
        </div>
      </section>
      <div className={styles.foot}>
        <PaneBoundary part="traffic">
          <TrafficControls />
        </PaneBoundary>
      </div>
    </>
  );
}

/** The picture, and the player under it. */
function Middle() {
  const words = useWords();
  return (
    <>
      <section
        className={`${styles.top} ${styles.picture}`}
        aria-label={words.picture.name}
        id="picture"
        data-pane="middle"
        tabIndex={-1}
      >
        <PaneBoundary part="picture">
          <MiddlePane />
        </PaneBoundary>
      </section>
      <div className={styles.foot}>
        <PaneBoundary part="player">
          <Player />
        </PaneBoundary>
      </div>
    </>
  );
}

/** The inspector, and the shares under it. */
function Right() {
  const label = useWords().inspector.name;
  return (
    <>
      {/* It scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={`${styles.top} ${styles.scroll}`} aria-label={label} data-pane="right" tabIndex={0}>
        <PaneBoundary part="inspector">
          <Inspector />
        </PaneBoundary>
      </section>
      <div className={styles.foot}>
        <PaneBoundary part="shares">
          <Shares />
        </PaneBoundary>
      </div>
    </>
  );
}

/** Three columns, each with its foot: text and traffic, picture and player, inspector and shares. */
export function DesktopLayout() {
  const words = useWords().page;
  // two pictures side by side need the room of the inspector, and have words of their own
  const wide = useAppState((s) => s.middleView === 'compare');
  const spread = useAppState((s) => s.wideTerminal && s.leftTab === 'terminal');
  return (
    <Columns
      label={words.name}
      left={{ content: <Left />, width: 372, min: 304, label: words.editorWidth }}
      middle={<Middle />}
      wide={wide}
      spread={spread}
      right={{ content: <Right />, width: 324, min: 252, label: words.inspectorWidth }}
    />
  );
}
