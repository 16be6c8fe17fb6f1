import { type FormEvent, useState } from 'react';
import { type CredentialStore, isCredential } from '../api/credential.js';
import { useSharedText } from '../i18n/i18n.js';
import { Button } from './button.js';
import { TextField } from './text-field.js';

interface SignInProps {
  readonly credentials: CredentialStore;
  /** The one that was tried was refused. */
  readonly wasRefused?: boolean;
}

/** Asks for an API key or a bearer token, and keeps it for this tab. */
export function SignIn({ credentials, wasRefused = false }: SignInProps) {
  const text = useSharedText();
  const [given, setGiven] = useState('');
  const [isMalformed, setMalformed] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isCredential(given)) credentials.save(given);
    else setMalformed(true);
  }
  const fault = isMalformed ? text('signIn.malformed') : wasRefused ? text('signIn.refused') : undefined;
  return (
    <form className="card stack" onSubmit={submit}>
      <h1>{text('signIn.title')}</h1>
      <p className="muted">{text('signIn.explained')}</p>
      <TextField
        label={text('signIn.label')}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={given}
        fault={fault}
        onChange={(event) => {
          setGiven(event.target.value);
          setMalformed(false);
        }}
      />
      <Button tone="primary" type="submit">
        {text('signIn.submit')}
      </Button>
    </form>
  );
}
