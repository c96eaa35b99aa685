import { lazy, Suspense, useEffect } from 'react';
import { titleOf } from '../app/titleOf.ts';
import { useApp, useAppState } from './context.ts';
import { DesktopLayout } from './DesktopLayout.tsx';
import { Header } from './header/Header.tsx';
import { listenToKeys } from './keyboard.ts';
import { PHONE, useMedia } from './kit/useMedia.ts';
import { Banners } from './notices/Banners.tsx';
import { Toast } from './notices/Toast.tsx';
import { FileDrop } from './notices/FileDrop.tsx';
import styles from './Page.module.css';

const PhoneLayout = lazy(() => import('./phone/PhoneLayout.tsx'));
const EmbedDialog = lazy(() => import('./header/EmbedDialog.tsx'));
const LibraryDialog = lazy(() => import('./library/LibraryDialog.tsx'));
const UpdateBanner = lazy(() => import('./notices/UpdateBanner.tsx'));
const ExportDialog = lazy(() => import('./export/ExportDialog.tsx'));
const StatisticsDialog = lazy(() => import('./traffic/StatisticsDialog.tsx'));
const KeysDialog = lazy(() => import('./header/KeysDialog.tsx'));

/** The whole page, wide or narrow. */
export function Page() {
  const app = useApp();
  const phone = useMedia(PHONE);
  const dialog = useAppState((s) => s.dialog);
  const isOld = useAppState((s) => s.update !== null);
  const title = useAppState((s) => (s.result ? titleOf(s) : ''));

  useEffect(() => listenToKeys(app), [app]);
  useEffect(() => {
    document.title = title ? `${title} · Kubehop` : 'Kubehop';
  }, [title]);

  return (
    <div className={styles.page}>
      <Header phone={phone} />
      <Banners />
      <Suspense>{isOld && <UpdateBanner />}</Suspense>
      <Suspense>{phone ? <PhoneLayout /> : <DesktopLayout />}</Suspense>
      <Suspense>
        {dialog === 'embed' && <EmbedDialog />}
        {dialog === 'export' && <ExportDialog />}
        {dialog === 'library' && <LibraryDialog />}
        {dialog === 'keys' && <KeysDialog />}
        {dialog === 'statistics' && <StatisticsDialog />}
      </Suspense>
      <FileDrop />
      <Toast />
    </div>
  );
}
