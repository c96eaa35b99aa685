import { useApp, useAppState, useWords } from '../context.ts';
import { copyLink } from './copyLink.ts';
import { GalleryMenu } from './GalleryMenu.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import styles from './Header.module.css';
import { Logo } from './Logo.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { Icon } from '../kit/icons.tsx';

export function Header({ phone = false }: { phone?: boolean }) {
  const app = useApp();
  const words = useWords().header;
  const mode = useAppState((s) => s.result?.proxyMode ?? null);
  return (
    <header className={styles.header}>
      <h1 className={styles.logo}>
        <Logo />
        <span className={phone ? 'hidden' : ''}>Kubehop</span>
      </h1>
      <GalleryMenu />
      <span className={styles.space} />
      {mode && !phone && (
        <span className={styles.mode} title={words.mode}>
          kube-proxy <strong>{mode}</strong>
        </span>
      )}
      <LanguageSwitch />
      {phone ? (
        <button
          type="button"
          className={styles.icon}
          onClick={() => app.show({ dialog: 'palette' })}
          aria-label={words.more}
          aria-haspopup="dialog"
        >
          <Icon name="Dots" size={18} />
        </button>
      ) : (
        <>
          <ThemeSwitch />
          <button
            type="button"
            className={styles.icon}
            onClick={() => app.show({ dialog: 'keys' })}
            aria-label={words.shortcuts}
            title={words.shortcutsKey}
          >
            <Icon name="Keyboard" size={16} />
          </button>
          <button type="button" onClick={() => app.show({ dialog: 'export' })}>
            {words.export}
          </button>
          <button type="button" onClick={() => app.show({ dialog: 'embed' })}>
            {words.embed}
          </button>
        </>
      )}
      <button
        type="button"
        className={phone ? `primary ${styles.icon}` : 'primary'}
        onClick={() => void copyLink(app)}
        aria-label={phone ? words.copyLink : undefined}
      >
        {phone ? <Icon name="Link" size={16} /> : words.copyLink}
      </button>
    </header>
  );
}
