import { useApp } from '../context.ts';
import { Modal } from '../kit/Modal.tsx';
import styles from './KeysDialog.module.css';

const KEYS: readonly [string[], string][] = [
  [['Space', 'K'], 'play or pause'],
  [['←', '→'], 'one hop back or on'],
  [['Shift ←', 'Shift →'], 'ten hops'],
  [['Home', 'End'], 'first and last hop'],
  [['1', '2', '3', '4'], 'editor, picture, inspector, terminal'],
  [['T'], 'the connection as a table'],
  [['F8', 'Shift F8'], 'next and previous problem in the YAML'],
  [['Ctrl S'], 'copy the link'],
  [['Esc', 'Tab'], 'leave the editor'],
  [['?'], 'this list'],
];

/** The sheet of keys. Single keys do nothing while somebody types. */
export default function KeysDialog() {
  const app = useApp();
  return (
    <Modal title="Keyboard" close={() => app.show({ dialog: null })}>
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
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={`dim ${styles.note}`}>
        Single keys rest while you type, and while a menu or a slider has the focus.
      </p>
    </Modal>
  );
}
