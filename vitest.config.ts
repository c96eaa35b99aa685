import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    // A test that needs a page says so itself: `// @vitest-environment jsdom` on its first line.
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'fuzz/*.test.ts'],
    pool: 'threads',
    testTimeout: 30_000,
    css: { include: [/tokens\.css/] }, // the command line reads it as text; other style sheets are empty in tests
  },
});
