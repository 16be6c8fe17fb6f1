import { useState } from 'react';
import {
  CheckRenewalDocument,
  RenewalDocument,
  type RenewalQuery,
} from '../../../client/generated/graphql.js';
import type { Fault } from '../../shared/api/fault.js';
import { Button } from '../../shared/ui/button.js';
import { Notice } from '../../shared/ui/notice.js';
import { useConsole } from '../console-context.js';
import { type CheckResult, readCheckResult } from '../model/check-result.js';
import { useConsoleText } from '../texts.js';
import { ScreenFault } from './screen-fault.js';

interface CheckNowProps {
  readonly renewal: NonNullable<RenewalQuery['renewal']>;
  readonly onRead: (data: RenewalQuery) => void;
}

/** Has the provider asked now, and says what came of it. Nothing can be bought by this. */
export function CheckNow({ renewal, onRead }: CheckNowProps) {
  const text = useConsoleText();
  const { gateway } = useConsole();
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<CheckResult | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  async function check() {
    setBusy(true);
    setResult(null);
    const checked = await gateway.ask(CheckRenewalDocument, { id: renewal.id });
    // The answer has no trail, and the trail says whether the provider was asked at all.
    const read = checked.fault === null ? await gateway.ask(RenewalDocument, { id: renewal.id }) : checked;
    setBusy(false);
    setFault(read.fault);
    if (read.fault !== null || !('renewal' in read.data) || !read.data.renewal) return;
    setResult(readCheckResult(renewal, read.data.renewal));
    onRead(read.data);
  }
  return (
    <div className="check">
      <div className="actions">
        <Button
          tone={renewal.status === 'PENDING' ? 'primary' : 'plain'}
          isBusy={isBusy}
          onClick={() => void check()}
        >
          {text('check')}
        </Button>
        <p className="muted">{text('check.explained')}</p>
      </div>
      <ScreenFault fault={fault} onRetry={() => void check()} isStale />
      {result !== null && <Result result={result} />}
    </div>
  );
}

function Result({ result }: { readonly result: CheckResult }) {
  const text = useConsoleText();
  switch (result.kind) {
    case 'moved':
      return <Notice tone="good" title={text('check.moved', { status: text(`status.${result.status}`) })} />;
    case 'asked':
      return (
        <Notice tone="info" title={text('check.asked')}>
          <p>
            <q lang="en">{result.message}</q>
          </p>
        </Notice>
      );
    case 'notAsked':
      return (
        <Notice tone="info" title={text('check.notAsked')}>
          <p>{text('check.notAsked.why')}</p>
        </Notice>
      );
  }
}
