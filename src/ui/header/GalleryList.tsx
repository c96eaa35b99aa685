import { use } from 'react';
import { GALLERY, type GalleryName, LESSONS, QUESTIONS } from '../../scenarios/index.ts';
import type { GalleryWords } from '../../words/en/gallery.ts';
import type { Language } from '../../words/language.ts';
import { loadGallery } from '../../words/loadGallery.ts';
import { useAppState, useWords } from '../context.ts';

const loading = new Map<Language, Promise<GalleryWords>>();

function galleryOf(language: Language): Promise<GalleryWords> {
  const words = loading.get(language) ?? loadGallery(language);
  loading.set(language, words);
  return words;
}

/** The scenarios that come with Kubehop: the lessons in their order, then what goes further, then what people ask. */
export default function GalleryList({ open }: { open(name: GalleryName): void }) {
  const { header: words } = useWords();
  const gallery = use(galleryOf(useAppState((s) => s.language)));
  const current = useAppState((s) => (s.origin.kind === 'gallery' ? s.origin.name : ''));
  const list = (names: readonly GalleryName[], numbered: boolean) => (
    <ul>
      {names.map((name, i) => (
        <li key={name}>
          <button
            type="button"
            className="plain"
            aria-current={name === current ? 'page' : undefined}
            onClick={() => open(name)}
          >
            <strong>
              {numbered && `${i + 1}. `}
              {gallery[name].title}
            </strong>
            <span className="dim">{gallery[name].goal}</span>
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <h2>{words.lessons}</h2>
      {list(LESSONS, true)}
      <h2>{words.scenarios}</h2>
      {list(GALLERY, false)}
      <h2>{words.questions}</h2>
      {list(QUESTIONS, false)}
    </>
  );
}

/** Three to begin with. */
export function Examples({ open }: { open(name: GalleryName): void }) {
  const gallery = use(galleryOf(useAppState((s) => s.language)));
  return GALLERY.slice(0, 3).map((name) => (
    <button key={name} type="button" onClick={() => open(name)}>
      {gallery[name].title}
    </button>
  ));
}
