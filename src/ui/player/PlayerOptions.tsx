import type { Preferences } from '../../app/preferences.ts';
import { useApp, useAppState, useWords } from '../context.ts';
import { REDUCED_MOTION, useMedia } from '../kit/useMedia.ts';
import styles from './PlayerOptions.module.css';
import { Speed } from './Speed.tsx';

/** Step by hop or by rule, loop, follow, less motion; on a phone also the speed. */
export default function PlayerOptions({ phone }: { phone: boolean }) {
  const app = useApp();
  const words = useWords().player;
  const byRule = useAppState((s) => s.byRule);
  const still = useMedia(REDUCED_MOTION);
  return (
    <div className={styles.options}>
      {phone && (
        <div className={styles.speed}>
          <span aria-hidden="true">{words.speed}</span> <Speed />
        </div>
      )}
      <Choice
        name={words.stepBy}
        options={[
          ['hop', words.by.hop],
          ['rule', words.by.rule],
        ]}
        chosen={byRule ? 'rule' : 'hop'}
        choose={(by) => app.prefer({ byRule: by === 'rule' })}
      />
      <Switch of="loop" />
      <Switch of="follow" />
      {still ? <p className="dim">{words.lessMotionSystem}</p> : <Switch of="lessMotion" />}
      <Switch of="singleKeys" />
    </div>
  );
}

function Switch({ of }: { of: keyof Preferences & ('loop' | 'follow' | 'lessMotion' | 'singleKeys') }) {
  const app = useApp();
  const words = useWords().player;
  const on = useAppState((s) => s[of]);
  return (
    <label>
      <input type="checkbox" checked={on} onChange={(event) => app.prefer({ [of]: event.target.checked })} />
      {words[of]}
    </label>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  options: readonly (readonly [T, string])[];
  chosen: T;
  choose(option: T): void;
}

function Choice<T extends string>({ name, options, chosen, choose }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{name}</legend>
      {options.map(([id, text]) => (
        <label key={id}>
          <input type="radio" name={name} checked={id === chosen} onChange={() => choose(id)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
