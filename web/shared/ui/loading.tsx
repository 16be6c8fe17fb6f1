import { useSharedText } from '../i18n/i18n.js';

/** Holds the place of what is on its way, so that nothing jumps when it comes. */
export function Loading({ children }: { readonly children?: string }) {
  const text = useSharedText();
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {children ?? text('working')}
    </p>
  );
}
