import { Icon } from '../../shared/ui/icon.js';
import { type Route, writeRoute } from '../route.js';

interface BackLinkProps {
  readonly to: Route;
  readonly children: string;
}

export function BackLink({ to, children }: BackLinkProps) {
  return (
    <a className="back-link" href={writeRoute(to)}>
      <Icon name="back" />
      {children}
    </a>
  );
}
