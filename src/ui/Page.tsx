import { type ComponentType, createElement, lazy, Suspense, useEffect } from 'react';
import type { AppState } from '../app/store.ts';
import { titleOf } from '../app/titleOf.ts';
import { useApp, useAppState, useWords } from './context.ts';
import { DesktopLayout } from './DesktopLayout.tsx';
import { Header } from './header/Header.tsx';
import { listenToKeys } from './keyboard.ts';
import { PHONE, useMedia } from './kit/useMedia.ts';
import { Banners } from './notices/Banners.tsx';
import { Toast } from './notices/Toast.tsx';
import { FileDrop } from './notices/FileDrop.tsx';

const PhoneLayout = lazy(() => import('./phone/PhoneLayout.tsx'));
const UpdateBanner = lazy(() => import('./notices/UpdateBanner.tsx'));

/** In place of a dialog that did not come: the page says so, and stays. */
function NotLoaded() {
  const app = useApp();
  const words = useWords().page;
  useEffect(() => {
    app.show({ dialog: null });
    app.notify(words.notLoaded);
  }, [app, words]);
  return null;
}

const loaded = (load: () => Promise<{ default: ComponentType }>) =>
  lazy(() => load().catch(() => ({ default: NotLoaded })));

const DIALOGS = {
  embed: loaded(() => import('./header/EmbedDialog.tsx')),
  export: loaded(() => import('./export/ExportDialog.tsx')),
  keys: loaded(() => import('./header/KeysDialog.tsx')),
  library: loaded(() => import('./library/LibraryDialog.tsx')),
  palette: loaded(() => import('./palette/Palette.tsx')),
  statistics: loaded(() => import('./traffic/StatisticsDialog.tsx')),
} satisfies Record<NonNullable<AppState['dialog']>, ComponentType>;

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
    <>
      <Header phone={phone} />
      <Banners />
      <Suspense>{isOld && <UpdateBanner />}</Suspense>
      <Suspense>{phone ? <PhoneLayout /> : <DesktopLayout />}</Suspense>
      <Suspense>{dialog && createElement(DIALOGS[dialog])}</Suspense>
      <FileDrop />
      <Toast />
    </>
  );
}
