/** What the list of scenarios says beside their titles. */
export const galleryList = {
  search: 'Search',
  /** Stands in the empty field. */
  searchFor: 'Words of your question',
  own: 'My scenarios',
  found: (n: number) => (n === 1 ? '1 scenario' : `${n} scenarios`),
  none: (text: string) => `Nothing in the gallery is about “${text}”.`,
  lessons: 'The course: ten lessons',
  scenarios: 'Scenarios',
  topics: {
    architecture: 'Common architectures',
    addresses: 'Questions: addresses and ports',
    outside: 'Questions: traffic from outside',
    choice: 'Questions: which Pod',
    names: 'Questions: names and variables',
    time: 'Questions: what takes time',
  },
  sources: 'Asked or told at',
  keepsDraft: 'Opening one keeps your text as a draft.',
};

export type GalleryListWords = typeof galleryList;
