/** Drawn with strokes on a 24 by 24 grid. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 7v5l3.2 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  cross: 'M7 7l10 10M17 7L7 17',
  return: 'M9 6L4.5 10.5 9 15M5 10.5h8.5a5 5 0 0 1 0 10H11',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  share: 'M12 15V4M8 7.500L12 3.500l4 4M6 11.500H5v9h14v-9h-1',
  print: 'M7 9V4h10v5M7 17H4.500V9.500h15V17H17M7 14h10v6H7z',
  info: 'M12 11v5M12 7.5v.01M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  alert: 'M12 8v5M12 16.500v.01M12 3.500L2.5 20h19z',
} as const;

export type IconName = keyof typeof PATHS;

/** Says nothing by itself: words stand beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
