import type { ComponentProps, ReactNode, Ref } from 'react';
import styles from './TabBar.module.css';
import { Tabs } from './Tabs.tsx';

/** Tabs that come and go, and what is done with them beside. */
export function TabBar({
  list,
  children,
  ...tabs
}: ComponentProps<typeof Tabs<string>> & { list?: Ref<HTMLDivElement>; children: ReactNode }) {
  return (
    <div className={styles.bar} ref={list}>
      <Tabs {...tabs} look="files" />
      {children}
    </div>
  );
}
