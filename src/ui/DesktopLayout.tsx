import { Group, Panel, Separator } from 'react-resizable-panels';
import { useApp, useAppState } from './context.ts';
import styles from './DesktopLayout.module.css';
import { Inspector } from './inspector/Inspector.tsx';
import { PaneBoundary } from './kit/PaneBoundary.tsx';
import { Tabs } from './kit/Tabs.tsx';
import { LeftPane } from './LeftPane.tsx';
import { MiddlePane } from './MiddlePane.tsx';
import { Player } from './player/Player.tsx';
import { Shares } from './traffic/Shares.tsx';
import { TrafficControls } from './traffic/TrafficControls.tsx';

/** Three columns, each with its foot: text and traffic, picture and player, inspector and shares. */
export function DesktopLayout() {
  const app = useApp();
  const tab = useAppState((s) => s.leftTab);
  return (
    <main className={styles.main}>
      <Group orientation="horizontal" className={styles.group}>
        <Panel id="left" defaultSize={372} minSize={240} groupResizeBehavior="preserve-pixel-size">
          <div className={styles.column}>
            <section className={styles.top} aria-label="Scenario" data-pane="left" tabIndex={-1}>
              <Tabs
                label="Scenario"
                panel="left-panel"
                tabs={[
                  { id: 'yaml', name: 'scenario.yaml' },
                  { id: 'terminal', name: 'Terminal' },
                  { id: 'objects', name: 'Objects' },
                ]}
                chosen={tab}
                choose={(leftTab) => app.show({ leftTab })}
              />
              <div id="left-panel" role="tabpanel" aria-labelledby={`left-panel-${tab}`} className={styles.fill}>
                <LeftPane tab={tab} />
              </div>
            </section>
            <div className={styles.foot}>
              <PaneBoundary name="The traffic controls">
                <TrafficControls />
              </PaneBoundary>
            </div>
          </div>
        </Panel>
        <Separator className={styles.separator} aria-label="Width of the editor" />
        <Panel id="middle" minSize={320}>
          <div className={styles.column}>
            <section
              className={`${styles.top} ${styles.picture}`}
              aria-label="Picture"
              id="picture"
              data-pane="middle"
              tabIndex={-1}
            >
              <PaneBoundary name="The picture">
                <MiddlePane />
              </PaneBoundary>
            </section>
            <div className={styles.foot}>
              <PaneBoundary name="The player">
                <Player />
              </PaneBoundary>
            </div>
          </div>
        </Panel>
        <Separator className={styles.separator} aria-label="Width of the inspector" />
        <Panel id="right" defaultSize={324} minSize={220} groupResizeBehavior="preserve-pixel-size">
          <div className={styles.column}>
            {/* It scrolls, so the keyboard must reach it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <section className={`${styles.top} ${styles.scroll}`} aria-label="Inspector" data-pane="right" tabIndex={0}>
              <PaneBoundary name="The inspector">
                <Inspector />
              </PaneBoundary>
            </section>
            <div className={styles.foot}>
              <PaneBoundary name="The shares">
                <Shares />
              </PaneBoundary>
            </div>
          </div>
        </Panel>
      </Group>
    </main>
  );
}
