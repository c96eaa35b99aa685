import type { KeysWords } from '../../words/en/keys.ts';
import { loadKeys } from '../../words/parts.ts';
import { useApp, useAppState, usePart, useWords } from '../context.ts';
import { Modal } from '../kit/Modal.tsx';
import styles from './KeysDialog.module.css';

const KEYS: readonly [string[], keyof KeysWords['does']][] = [
  [['Ctrl K', 'F1', '/'], 'find'],
  [['Space', 'K'], 'play'],
  [['←', '→', ',', '.'], 'step'],
  [['Shift ←', 'Shift →'], 'ten'],
  [['Home', 'End'], 'ends'],
  [['R'], 'byRule'],
  [['[', ']'], 'speed'],
  [['1', '2', '3', '4'], 'panes'],
  [['L'], 'ladder'],
  [['T'], 'table'],
  [['E'], 'more'],
  [['F8', 'Shift F8'], 'problems'],
  [['Ctrl Space', 'Shift F1'], 'complete'],
  [['F12', 'F2'], 'places'],
  [['Ctrl Shift O', 'Ctrl F'], 'documents'],
  [['Alt Click', 'Ctrl D'], 'cursors'],
  [['Ctrl S'], 'link'],
  [['Esc', 'Tab'], 'leave'],
  [['?'], 'help'],
];

/** The sheet of keys. Single keys do nothing while somebody types. */
export default function KeysDialog() {
  const app = useApp();
  const words = useWords().player;
  const { does: meanings, rest } = usePart(loadKeys);
  const singleKeys = useAppState((s) => s.singleKeys);
  return (
    <Modal title={words.keyboard} close={() => app.show({ dialog: null })}>
      <table className={styles.keys}>
        <tbody>
          {KEYS.map(([keys, does]) => (
            <tr key={does}>
              <th scope="row">
                {keys.map((key, i) => (
                  <span key={key}>
                    {i > 0 && ' '}
                    <kbd>{key}</kbd>
                  </span>
                ))}
              </th>
              <td>{meanings[does]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={`dim ${styles.note}`}>{rest}</p>
      <label className={styles.note}>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => app.prefer({ singleKeys: event.target.checked })}
        />{' '}
        {words.singleKeys}
      </label>
    </Modal>
  );
}
