import type { ReactNode } from 'react';
import { Icon } from './icon.js';

export type Tone = 'info' | 'good' | 'warn' | 'bad';

const ICONS = { info: 'info', good: 'check', warn: 'alert', bad: 'alert' } as const;

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  /** What can be done about it. */
  readonly actions?: ReactNode;
}

/** Says something that came up; read out as soon as it appears. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  return (
    <section className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <div className="notice-words">
        <h2 className="notice-title">{title}</h2>
        {children}
        {actions && <div className="actions">{actions}</div>}
      </div>
    </section>
  );
}
