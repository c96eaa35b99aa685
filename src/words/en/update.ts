/** What is said of a newer build. */
export const update = {
  ready: 'A new version of Kubehop is here. Your text is kept.',
  now: 'Load it now',
  later: 'Later',
};

export type UpdateWords = typeof update;
