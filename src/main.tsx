import { startEngine } from './app/engines.ts';
import { galleryNameIn } from './share/galleryFragment.ts';

/** A scenario of the gallery comes while the page does, whose code will ask for it. */
async function fetchScenario(name: string | null): Promise<void> {
  if (name === null) return;
  const { isGalleryName, loadScenario } = await import('./scenarios/index.ts');
  if (isGalleryName(name)) await loadScenario(name);
}

// An embed is its own bundle, without React and without the editor.
const root = document.getElementById('root');
if (root) {
  if (new URLSearchParams(location.search).get('embed') === '1') {
    void import('./ui/embed/main.ts');
  } else {
    // the engine starts while the code of the page comes
    const engine = startEngine();
    void import('./ui/mountApp.tsx').then(({ mountApp }) => mountApp(root, engine));
    fetchScenario(galleryNameIn(location.hash)).catch(() => {}); // told to whoever asks again
  }
}
