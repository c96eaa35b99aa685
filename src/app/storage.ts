/** What became of a write. `full` is a quota, whatever the browser calls it; `closed` a frame without storage. */
export type Written = 'saved' | 'full' | 'closed';

export interface GuardedStorage {
  read(key: string): string | null;
  write(key: string, value: string): Written;
  remove(key: string): void;
  keys(): string[];
}

const isQuota = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code } = error as { name?: unknown; code?: unknown };
  return name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED' || code === 22 || code === 1014;
};

/**
 * The only door to the browser's storage. Mere access throws in sandboxed and third-party frames, so every
 * access is guarded, the first one too.
 */
export function guardStorage(open: () => Storage): GuardedStorage {
  const attempt = <T>(act: (storage: Storage) => T, otherwise: T): T => {
    try {
      return act(open());
    } catch {
      return otherwise;
    }
  };
  return {
    read: (key) => attempt((storage) => storage.getItem(key), null),
    write(key, value) {
      try {
        const storage = open();
        storage.setItem(key, value);
        return storage.getItem(key) === value ? 'saved' : 'full';
      } catch (error) {
        return isQuota(error) ? 'full' : 'closed';
      }
    },
    remove: (key) => attempt((storage) => storage.removeItem(key), undefined),
    keys: () =>
      attempt((storage) => Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '').filter(Boolean), []),
  };
}

export const local = guardStorage(() => localStorage);
export const session = guardStorage(() => sessionStorage);
