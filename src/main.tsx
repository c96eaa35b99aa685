// An embed is its own bundle, without React and without the editor.
const root = document.getElementById('root');
if (root) {
  if (new URLSearchParams(location.search).get('embed') === '1') {
    void import('./ui/embed/main.ts');
  } else {
    void import('./ui/mountApp.tsx').then(({ mountApp }) => mountApp(root));
  }
}
