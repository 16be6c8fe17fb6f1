/** Strokes on a 16 by 16 grid. */
const PATHS = {
  done: 'M3.5 8.5l3 3 6-7',
  open: 'M8 4.500v4l2.500 1.500M8 1.800a6.200 6.200 0 1 0 0 12.400 6.200 6.200 0 0 0 0-12.400z',
  failed: 'M4.500 4.500l7 7M11.500 4.500l-7 7',
  back: 'M6 4L2.500 7.500 6 11M3 7.500h6a3.500 3.500 0 0 1 0 7H7',
  flag: 'M3.500 14.500v-12h8.500l-2 3 2 3h-8.500',
  copy: 'M5.500 5.500v-3h8v8h-3M2.500 5.500h8v8h-8z',
  download: 'M8 2v8M4.500 7L8 10.500 11.500 7M2.500 13.500h11',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
  play: 'M5 3.200v9.600l7.500-4.800z',
  refresh: 'M13 8a5 5 0 1 1-1.500-3.600M13 2v3h-3',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.700 10.700L14 14',
  left: 'M10 3L5 8l5 5',
  right: 'M6 3l5 5-5 5',
} as const;

export type GlyphName = keyof typeof PATHS;

/** Says nothing by itself: words stand beside it. */
export function Glyph({ name }: { readonly name: GlyphName }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
