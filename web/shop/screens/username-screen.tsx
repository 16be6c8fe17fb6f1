import { type FormEvent, useEffect, useRef, useState } from 'react';
import { IspDocument } from '../../../client/generated/graphql.js';
import { isRefusedWith } from '../../shared/api/fault.js';
import { useQuery } from '../../shared/api/use-query.js';
import { navigate } from '../../shared/routing/hash.js';
import { Button } from '../../shared/ui/button.js';
import { FaultNotice } from '../../shared/ui/fault-notice.js';
import { Loading } from '../../shared/ui/loading.js';
import { Screen } from '../../shared/ui/screen.js';
import { TextField } from '../../shared/ui/text-field.js';
import { BackLink } from '../parts/back-link.js';
import { SandboxNames } from '../parts/sandbox-names.js';
import { writeRoute } from '../route.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';
import { UNKNOWN_ISP } from '../unknown-isp.js';

/** Whose connection it is at that provider. */
export function UsernameScreen({ slug }: { readonly slug: string }) {
  const text = useShopText();
  const { gateway, mode } = useShop();
  const { data, fault, reload } = useQuery(gateway, IspDocument, { slug });
  const back = <BackLink to={{ at: 'isps' }}>{text('username.back')}</BackLink>;
  const problem = fault ?? (data?.isp === null ? UNKNOWN_ISP : null);
  const open = (username: string) => navigate(writeRoute({ at: 'subscriber', slug, username }));
  if (problem !== null) {
    return (
      <Screen title={text('username.title')} before={back} hasHiddenTitle>
        <FaultNotice fault={problem} onRetry={reload}>
          {isRefusedWith(problem, 'UNKNOWN_ISP') && (
            <a className="button button-primary" href={writeRoute({ at: 'isps' })}>
              {text('username.anotherIsp')}
            </a>
          )}
        </FaultNotice>
      </Screen>
    );
  }
  return (
    <Screen
      title={text('username.title')}
      before={
        <>
          {back}
          {data?.isp && <p className="eyebrow">{text('username.at', { isp: data.isp.name })}</p>}
        </>
      }
    >
      {data?.isp ? (
        <>
          <UsernameForm onSubmit={open} />
          {mode === 'sandbox' && <SandboxNames onChoose={open} />}
        </>
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

const MAX_CHARACTERS = 50;

function UsernameForm({ onSubmit }: { readonly onSubmit: (username: string) => void }) {
  const text = useShopText();
  const [username, setUsername] = useState('');
  const [wasMissed, setMissed] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = username.trim();
    if (trimmed !== '') return onSubmit(trimmed);
    setMissed(true);
    input.current?.focus();
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        ref={input}
        label={text('username.label')}
        hint={text('username.hint')}
        fault={wasMissed && username.trim() === '' ? text('username.missing') : undefined}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={MAX_CHARACTERS}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <Button tone="primary" type="submit">
        {text('username.submit')}
      </Button>
    </form>
  );
}
