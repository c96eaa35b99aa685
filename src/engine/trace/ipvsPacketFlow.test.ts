import { describe, expect, it } from 'vitest';
import { differences } from './flowsFixture.ts';
it('x', () => {
  console.log(JSON.stringify(differences('ipvs'), null, 1));
});
