import { useState } from 'react';
import { navigate } from '../../shared/routing/hash.js';
import { Button } from '../../shared/ui/button.js';
import { OUTCOMES } from '../model/day-sums.js';
import { type ListFilter, NO_FILTER, writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';
import { Choice, DayField, IspChoice, UsernameField } from './filter-fields.js';

/** The filter is the address: each change is a place to come back to. */
export function ListFilterForm({ filter }: { readonly filter: ListFilter }) {
  const text = useConsoleText();
  const [isOpen, setOpen] = useState(false);
  const change = (part: Partial<ListFilter>) =>
    navigate(writeRoute({ screen: 'list', filter: { ...filter, ...part } }));
  const isNarrowed =
    writeRoute({ screen: 'list', filter }) !== writeRoute({ screen: 'list', filter: NO_FILTER });
  return (
    <>
      {/* Where the screen is narrow, the form waits behind this; elsewhere it is always there. */}
      <div className="filter-switch">
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text('filter')}
        </Button>
      </div>
      <form
        className={isOpen ? 'filters' : 'filters filters-closed'}
        aria-label={text('filter')}
        onSubmit={(event) => event.preventDefault()}
      >
        <fieldset className="choices">
          <legend className="visually-hidden">{text('column.state')}</legend>
          {OUTCOMES.map((status) => (
            <Choice
              key={status}
              label={text(`status.${status}`)}
              isChosen={filter.statuses.includes(status)}
              onChange={(isChosen) =>
                change({
                  statuses: OUTCOMES.filter((each) =>
                    each === status ? isChosen : filter.statuses.includes(each),
                  ),
                })
              }
            />
          ))}
          <Choice
            label={text('flagged')}
            isChosen={filter.flagged}
            onChange={(flagged) => change({ flagged })}
          />
        </fieldset>
        <IspChoice slug={filter.isp} onChange={(isp) => change({ isp })} />
        <UsernameField username={filter.username} onChange={(username) => change({ username })} />
        <DayField label={text('filter.from')} day={filter.from} onChange={(from) => change({ from })} />
        <DayField label={text('filter.to')} day={filter.to} onChange={(to) => change({ to })} />
        {isNarrowed && (
          <Button tone="link" onClick={() => change(NO_FILTER)}>
            {text('filter.clear')}
          </Button>
        )}
      </form>
    </>
  );
}
