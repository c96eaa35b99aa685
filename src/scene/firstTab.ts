import type { Scenario } from '../model/Scenario.ts';

/** What the left column of the page begins with: a scenario that tells something begins with that. */
export const firstTab = ({ steps }: Pick<Scenario, 'steps'>): 'steps' | 'yaml' =>
  steps.some(({ say }) => say !== undefined) ? 'steps' : 'yaml';
