import { lazy, Suspense } from 'react';
import { isBlank } from '../../app/isBlank.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import styles from './EmptyState.module.css';

const Examples = lazy(async () => ({ default: (await import('../header/GalleryList.tsx')).Examples }));

/** No text yet, or none that makes a cluster: the three bands in words, and ways to begin. */
export function EmptyState() {
  const app = useApp();
  const { picture: words } = useWords();
  const working = useAppState((s) => s.calculation.kind === 'working');
  const errors = useAppState((s) => s.diagnostics.filter((d) => d.severity === 'error').length);
  const blank = useAppState((s) => isBlank(s.text));
  return (
    <div className={styles.empty}>
      <div className={`${styles.band} ${styles.cluster}`}>
        <strong>Cluster IP</strong> <code>10.96.0.0/12</code> {words.bands.cluster}
      </div>
      <div className={styles.middle}>
        {working && !blank ? (
          <p className="dim" role="status">
            {words.calculating}
          </p>
        ) : errors > 0 && !blank ? (
          <p>{words.noCluster}</p>
        ) : (
          <>
            <p>{words.begin}</p>
            <p className={styles.row}>
              <Suspense>
                <Examples open={app.openGallery} />
              </Suspense>
            </p>
          </>
        )}
      </div>
      <div className={`${styles.band} ${styles.pod}`}>
        <strong>Pod IP</strong> <code>10.244.0.0/16</code> {words.bands.pod}
      </div>
      <div className={`${styles.band} ${styles.node}`}>
        <strong>Node IP</strong> <code>192.168.251.0/24</code> {words.bands.node}
      </div>
    </div>
  );
}
