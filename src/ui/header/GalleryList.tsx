import { use, useEffect, useMemo, useRef, useState } from 'react';
import { DETAILS, sourceName, sourceUrl, type Topic } from '../../scenarios/details.ts';
import { ARCHITECTURES, GALLERY, type GalleryName, LESSONS, QUESTIONS } from '../../scenarios/index.ts';
import { entryOf, searchGallery } from '../../scenarios/searchGallery.ts';
import { type Language, LANGUAGES } from '../../words/language.ts';
import { loadGallery, loadGalleryList } from '../../words/parts.ts';
import { useAppState, usePart } from '../context.ts';
import { COARSE } from '../kit/useMedia.ts';
import styles from './GalleryList.module.css';

interface Words {
  scenarios: Awaited<ReturnType<typeof loadGallery>>;
  list: Awaited<ReturnType<typeof loadGalleryList>>;
}

const ALL: readonly GalleryName[] = [...LESSONS, ...GALLERY, ...ARCHITECTURES, ...QUESTIONS];
const TOPICS = ['addresses', 'outside', 'choice', 'names', 'time'] as const satisfies Topic[];

/** A scenario is found by its words in every language that has come. */
const entriesOf = (gallery: readonly Words[]) =>
  ALL.map((name) => {
    const { number = '', topic = null } = DETAILS[name] ?? {};
    const texts = gallery.flatMap(({ scenarios, list }) => [
      scenarios[name].title,
      scenarios[name].goal,
      topic ? list.topics[topic] : (LESSONS as readonly string[]).includes(name) ? list.lessons : list.scenarios,
    ]);
    return entryOf(name, [number, ...texts]);
  });

function useOwnLanguage(): Words {
  const language = useAppState((s) => s.language);
  // both are on their way before the first is waited for
  const loading = [loadGallery(language), loadGalleryList(language)] as const;
  const [scenarios, list] = [use(loading[0]), use(loading[1])];
  return useMemo(() => ({ scenarios, list }), [scenarios, list]);
}

async function wordsIn(language: Language): Promise<Words> {
  const [scenarios, list] = await Promise.all([loadGallery(language), loadGalleryList(language)]);
  return { scenarios, list };
}

/** The words of the other languages too, once they are there: a reader may know a thing by its English name alone. */
function useEveryLanguage(own: Words): Words[] {
  const [every, setEvery] = useState([own]);
  useEffect(() => {
    void Promise.all(Object.keys(LANGUAGES).map((language) => wordsIn(language as Language))).then(
      setEvery,
      () => null,
    );
  }, [own]);
  return every;
}

/** Where a question was asked, and who tells the answer. */
function Sources({ name, words }: { name: GalleryName; words: Words['list'] }) {
  const { sources = [] } = DETAILS[name] ?? {};
  return sources.length > 0 ? (
    <p className={`faint ${styles.sources}`}>
      {words.sources}{' '}
      {sources.map((source) => (
        <a key={source} href={sourceUrl(source)} target="_blank" rel="noreferrer">
          {sourceName(source)}
        </a>
      ))}
    </p>
  ) : null;
}

/** The scenarios that come with Kubehop, to look through or to search. */
export default function GalleryList({ open, openOwn }: { open(name: GalleryName): void; openOwn(): void }) {
  const own = useOwnLanguage();
  const every = useEveryLanguage(own);
  const current = useAppState((s) => (s.origin.kind === 'gallery' ? s.origin.name : ''));
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!matchMedia(COARSE).matches) field.current?.focus(); // on a phone the keyboard would hide the list
  }, []);
  const { scenarios, list: words } = own;
  const searched = query.trim() !== '';
  const entries = useMemo(() => entriesOf(every), [every]);
  const found = searchGallery(query, entries);
  const row = (name: GalleryName) => (
    <li key={name}>
      <button
        type="button"
        className="plain"
        aria-current={name === current ? 'page' : undefined}
        onClick={() => open(name)}
      >
        <strong>
          {/^\d+/.test(name) && `${Number.parseInt(name, 10)}. `}
          {scenarios[name].title}
        </strong>
        {DETAILS[name]?.number && <span className={`faint ${styles.number}`}>{DETAILS[name].number}</span>}
        <span className={`dim ${styles.goal}`}>{scenarios[name].goal}</span>
      </button>
      {(searched || name === current) && <Sources name={name} words={words} />}
    </li>
  );
  const section = (title: string, names: readonly GalleryName[]) => (
    <section key={title}>
      <h2>{title}</h2>
      <ul>{names.map(row)}</ul>
    </section>
  );
  return (
    <div className={styles.gallery}>
      <div className={styles.search} role="search">
        <input
          ref={field}
          type="search"
          aria-label={words.search}
          placeholder={words.searchFor}
          value={query}
          maxLength={100}
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
        />
        <button type="button" onClick={openOwn}>
          {words.own}
        </button>
        <span className="hidden" role="status">
          {searched && words.found(found.length)}
        </span>
      </div>
      {searched ? (
        found.length > 0 ? (
          <ul>{found.map(row)}</ul>
        ) : (
          <p className="dim">{words.none(query.trim())}</p>
        )
      ) : (
        <>
          {section(words.lessons, LESSONS)}
          {section(words.scenarios, GALLERY)}
          {section(words.topics.architecture, ARCHITECTURES)}
          {TOPICS.map((topic) =>
            section(
              words.topics[topic],
              QUESTIONS.filter((name) => DETAILS[name]?.topic === topic),
            ),
          )}
        </>
      )}
      <p className="faint">{words.keepsDraft}</p>
    </div>
  );
}

/** Three to begin with. */
export function Examples({ open }: { open(name: GalleryName): void }) {
  const scenarios = usePart(loadGallery);
  return GALLERY.slice(0, 3).map((name) => (
    <button key={name} type="button" onClick={() => open(name)}>
      {scenarios[name].title}
    </button>
  ));
}
