import { againstName, variantsOf } from '../../app/against.ts';
import { useApp, useAppState } from '../context.ts';
import { objectName } from '../matrix/cellWords.ts';
import { useCompareWords } from './compareWords.ts';

/** What A is: the text before, another mode, or another policy of a Service. */
export function AgainstSelect() {
  const app = useApp();
  const words = useCompareWords();
  const against = useAppState((s) => s.against);
  const pinned = useAppState((s) => s.pinned !== null);
  const result = useAppState((s) => s.result);
  const groups = result ? variantsOf(result) : [];
  const offered = groups.flatMap(({ variants }) => variants.map(againstName));
  const known = against === '' || against === 'opened' || against === 'pinned' || offered.includes(against);
  return (
    <select aria-label={words.against} value={against} onChange={(event) => app.compareWith(event.target.value)}>
      <optgroup label={words.before}>
        <option value="opened">{words.opened}</option>
        <option value="pinned" disabled={!pinned}>
          {words.pinned}
        </option>
      </optgroup>
      {groups.map(({ service, variants }) => (
        <optgroup key={service} label={service === '' ? words.modes : words.services(objectName(service))}>
          {variants.map((variant) => (
            <option key={againstName(variant)} value={againstName(variant)}>
              {variant.kind === 'variant' && words.variants[variant.variant]}
            </option>
          ))}
        </optgroup>
      ))}
      {/* what the text has become in the meantime */}
      {!known && <option value={against}>{against}</option>}
    </select>
  );
}
