import { useShopText } from '../texts.js';

/** A few of the sandbox's subscribers, each another story; docs/sandbox.md has them all. */
const NAMES = [
  'jeetenaug4',
  'queued-then-success',
  'reset-after-charge',
  'commit-refused',
  'refunded',
  'no-advance',
  'not-found',
] as const;

export function SandboxNames({ onChoose }: { readonly onChoose: (username: string) => void }) {
  const text = useShopText();
  return (
    <section className="stack-small">
      <h2>{text('sandboxNames.title')}</h2>
      <ul className="chips">
        {NAMES.map((name) => (
          <li key={name}>
            <button type="button" className="chip" onClick={() => onChoose(name)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
