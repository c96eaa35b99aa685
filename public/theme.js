// Runs before the first paint, so that a page opened in the dark never flashes white. An own file because the
// content security policy allows no inline script. `?theme=` is the embed's wish, the stored word is the reader's.
(() => {
  const wished = new URLSearchParams(location.search).get('theme');
  let stored = null;
  try {
    stored = localStorage.getItem('kubehop.theme');
  } catch {
    // Storage is closed in some frames: follow the system.
  }
  const theme = [wished, stored].find((t) => t === 'light' || t === 'dark');
  const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
