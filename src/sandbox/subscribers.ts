import { aPackage, npr, PLAIN_PRICES, planPrice, shaped } from './details-shape.js';
import { sampleDetails } from './sample-details.js';
import { onCommit, onDetails, onLookup, type Subscriber } from './subscriber.js';

/** The source document's subscriber, whose first details answer is the document's to the letter. */
export const SAMPLE_USERNAME = 'jeetenaug4';

const LONG_TEXT = 'A very long title '.repeat(600);

// The one table: docs/sandbox.md prints it, and a test holds the two together.
// biome-ignore format: a table reads best with one row to a line.
const SUBSCRIBERS: readonly Subscriber[] = [
  // Details that can be bought from.
  { username: SAMPLE_USERNAME, shows: 'the source document: three packages, two of them with code 9', how: 'its details to the letter; FTTH-50Mbps for 1 month is 999.00', details: sampleDetails },
  { username: 'plain', shows: 'an ordinary subscriber: two packages, whole and half rupees', how: 'nothing special happens' },
  { username: 'days-text', shows: 'days left as text', how: '`days_remaining` is "12"', details: shaped({ days_remaining: '12' }) },
  { username: 'days-zero', shows: 'a plan that ends today', how: '`days_remaining` is 0', details: shaped({ days_remaining: 0 }) },
  { username: 'days-negative', shows: 'an expired plan', how: '`days_remaining` is -45', details: shaped({ days_remaining: -45 }) },
  { username: 'days-negative-text', shows: 'an expired plan, told as text', how: '`days_remaining` is "-3"', details: shaped({ days_remaining: '-3' }) },
  { username: 'days-missing', shows: 'nothing known of the days left', how: '`days_remaining` is missing', details: shaped({ days_remaining: undefined }) },
  { username: 'days-nonsense', shows: 'days left that are no number', how: '`days_remaining` is "N/A"', details: shaped({ days_remaining: 'N/A' }) },
  { username: 'due-text', shows: 'dues, told as text', how: '`has_due` is "true"', details: shaped({ has_due: 'true' }) },
  { username: 'due-boolean', shows: 'dues, told as a boolean', how: '`has_due` is true', details: shaped({ has_due: true }) },
  { username: 'no-due-boolean', shows: 'no dues, told as a boolean', how: '`has_due` is false', details: shaped({ has_due: false }) },
  { username: 'no-advance', shows: 'no advance payment while days are left', how: '`accept_advance_payment` is false, 12 days left; a commit answers 4000', details: shaped({ accept_advance_payment: false }) },
  { username: 'no-advance-expired', shows: 'no advance payment, but the plan has ended', how: '`accept_advance_payment` is false, 0 days left; a commit succeeds', details: shaped({ accept_advance_payment: false, days_remaining: 0 }) },
  { username: 'advance-text', shows: 'advance payment, told as text', how: '`accept_advance_payment` is "true"', details: shaped({ accept_advance_payment: 'true' }) },
  { username: 'no-advance-text', shows: 'no advance payment, told as text', how: '`accept_advance_payment` is "False", 12 days left; a commit answers 4000', details: shaped({ accept_advance_payment: 'False' }) },
  { username: 'no-current-plan', shows: 'no current plan', how: '`current_plan` and `plan_detail` are missing', details: shaped({ current_plan: undefined, plan_detail: undefined }) },
  { username: 'own-plan', shows: 'a current plan that no package carries', how: '`current_plan` is "Legacy 10"; its commit must leave `package_code` out', details: shaped({ current_plan: 'Legacy 10', plan_detail: [planPrice(['1', '1 month', npr('750.0')])] }) },
  { username: 'own-plan-only', shows: 'a current plan and no package at all', how: '`available_packages` is []; the commit must leave `package_code` out', details: shaped({ current_plan: 'Legacy 10', available_packages: [] }) },
  { username: 'extra-duration', shows: 'a duration of the current plan that its package lacks', how: '`plan_detail` alone has 12 months, bought with the package code 5', details: shaped({ plan_detail: [...PLAIN_PRICES, ['12', '12 Months', npr('9000.0')] as const].map(planPrice) }) },
  { username: 'price-conflict', shows: 'a current plan and its package that differ in price', how: '`plan_detail` says 1100.0 for 1 month, the package 1000; only the package\'s price is accepted', details: shaped({ plan_detail: [planPrice(['1', '1 month', npr('1100.0')])] }) },
  { username: 'packages-object', shows: 'an empty list of packages as an object', how: '`available_packages` is {}; the current plan can be bought', details: shaped({ available_packages: {} }) },
  { username: 'packages-null', shows: 'an empty list of packages as null', how: '`available_packages` is null; the current plan can be bought', details: shaped({ available_packages: null }) },
  { username: 'packages-missing', shows: 'a list of packages that is missing', how: '`available_packages` is left out; the current plan can be bought', details: shaped({ available_packages: undefined }) },
  { username: 'plan-detail-object', shows: 'an empty list of durations as an object', how: '`plan_detail` is {}; the packages can be bought', details: shaped({ plan_detail: {} }) },
  { username: 'plan-detail-null', shows: 'an empty list of durations as null', how: '`plan_detail` is null; the packages can be bought', details: shaped({ plan_detail: null }) },
  { username: 'plan-detail-empty', shows: 'an empty list of durations', how: '`plan_detail` is []; the packages can be bought', details: shaped({ plan_detail: [] }) },
  { username: 'package-without-durations', shows: 'a package that cannot be bought', how: 'the second package has `duration` {}', details: shaped({ available_packages: [aPackage('Home 50', 5, PLAIN_PRICES), { title: 'Empty', package_code: 8, duration: {} }] }) },
  { username: 'same-code', shows: 'two plans with the same code, and even the same price', how: 'both packages have code 9 and 1 month for 1000', details: shaped({ available_packages: [aPackage('Home 50', 9, PLAIN_PRICES), aPackage('Home 50 Plus', 9, PLAIN_PRICES)] }) },
  { username: 'code-text', shows: 'package codes as text', how: '`package_code` is "5"', details: shaped({ available_packages: [aPackage('Home 50', '5', PLAIN_PRICES)] }) },
  { username: 'prices-text', shows: 'prices as text', how: '`total_cost` is "1232.50" and "2800"', details: shaped({ plan_detail: [], available_packages: [aPackage('Home 50', 5, [['1', '1 Month', '1232.50'], ['3', '3 Months', '2800']])] }) },
  { username: 'prices-decimal', shows: 'prices with decimals, exponents and paisa', how: '`total_cost` is 1232.0, 1e3 and 0.01', details: shaped({ plan_detail: [], available_packages: [aPackage('Home 50', 5, [['1', '1 Month', npr('1232.0')], ['2', '2 Months', npr('1e3')], ['3', '3 Months', npr('0.01')]])] }) },
  { username: 'prices-unsorted', shows: 'prices that fall while durations grow', how: '15 days cost 1634, 60 days 859', details: shaped({ plan_detail: [], available_packages: [aPackage('Home 50', 5, [['custom_2', '15 Days', npr('1634')], ['custom_3', '60 Days', npr('859')]])] }) },
  { username: 'prices-broken', shows: 'prices that are no money among one that is', how: '`total_cost` is "free", null, -5, 0, 10.001 and 1000', details: shaped({ plan_detail: [], available_packages: [aPackage('Home 50', 5, [['a', 'Free', 'free'], ['b', 'Null', null], ['c', 'Negative', npr('-5')], ['d', 'Zero', npr('0')], ['e', 'Sub-paisa', npr('10.001')], ['1', '1 Month', npr('1000')]])] }) },
  { username: 'extra-fields', shows: 'fields nobody knows', how: 'extra fields at the top, in a package and in a duration', details: shaped({ loyalty: { points: 5 }, note: null, available_packages: [{ ...aPackage('Home 50', 5, []), speed: '50 Mbps', duration: [{ total_cost: npr('1000'), duration_code: '1', duration_title: '1 Month', vat: 13 }] }] }) },
  { username: 'unicode', shows: 'Devanagari and emoji in names and titles', how: 'names and titles are not ASCII', details: shaped({ customer_name: 'नमुना ग्राहक (१००१)', current_plan: 'फाइबर गोल्ड 🚀', available_packages: [aPackage('फाइबर गोल्ड 🚀', 5, [['1', '१ महिना', npr('1000')]])] }) },
  { username: 'html-text', shows: 'markup in names and titles', how: 'texts contain `<script>` and quotes', details: shaped({ customer_name: '<script>alert("name")</script>', current_plan: '<b>Home</b> & "50"', available_packages: [aPackage('<b>Home</b> & "50"', 5, [['1', '<img src=x onerror=alert(1)>', npr('1000')]])] }) },
  { username: 'long-text', shows: 'very long texts', how: 'name and title have about 10,000 characters', details: shaped({ customer_name: LONG_TEXT, current_plan: LONG_TEXT, available_packages: [aPackage(LONG_TEXT, 5, PLAIN_PRICES)] }) },
  { username: 'many-packages', shows: 'a long catalogue', how: '200 packages of 12 durations', details: shaped({ available_packages: Array.from({ length: 200 }, (_, index) => aPackage(`Plan ${index}`, index, Array.from({ length: 12 }, (_, month) => [String(month + 1), `${month + 1} Months`, npr(String((index + 1) * (month + 1) * 10))] as const))) }) },
  { username: 'no-name', shows: 'no customer name', how: '`customer_name` is null', details: shaped({ customer_name: null }) },

  // Details that cannot be used.
  { username: 'no-session', shows: 'an answer that cannot be bought from', how: '`session_id` is missing', details: shaped({ session_id: undefined }) },
  { username: 'session-null', shows: 'an answer that cannot be bought from', how: '`session_id` is null', details: shaped({ session_id: null }) },
  { username: 'no-prices', shows: 'an answer with nothing to buy', how: 'packages without durations, no `plan_detail`', details: shaped({ plan_detail: [], available_packages: [aPackage('Home 50', 5, [])] }) },
  { username: 'nothing', shows: 'an answer with empty lists only', how: 'both lists are {}', details: shaped({ plan_detail: {}, available_packages: {} }) },
  { username: 'details-list', shows: 'an answer that is no object', how: 'the body is []', details: () => '[]' },
  { username: 'details-empty', shows: 'an answer without a body', how: 'HTTP 200, nothing in it', details: () => '' },
  { username: 'details-status-false', shows: 'an error without a code', how: 'HTTP 200, the body is {"status": false}', details: () => '{"status": false}' },
  { username: 'not-found', shows: 'a subscriber who does not exist', how: 'error 4000, details "Username not found"; so does every unknown name', faults: [onDetails('error', { code: '4000', details: 'Username not found' })] },
  { username: 'not-found-listed', shows: 'a subscriber who does not exist, told as a list', how: 'error 4000, details.user is ["User does not exist."]', faults: [onDetails('error', { code: '4000', details: { user: ['User does not exist.'], http_status_code: 400 } })] },
  { username: 'details-not-allowed', shows: 'a refusal for another reason', how: 'error 4000, details "Renewal is not allowed for this account"', faults: [onDetails('error', { code: '4000', details: 'Renewal is not allowed for this account' })] },
  { username: 'details-invalid', shows: 'a validation error with field messages', how: 'error 1010, details.username is ["Username must be numeric."]', faults: [onDetails('error', { code: '1010', details: { username: ['Username must be numeric.'] } })] },
  { username: 'details-bad-token', shows: 'a token that is refused', how: 'error 1002', faults: [onDetails('error', { code: '1002' })] },
  { username: 'details-bad-token-bare', shows: 'a token that is refused, in two fields', how: 'error 1002 with `error_code` and `message` only', faults: [onDetails('error', { code: '1002', bare: true })] },
  { username: 'details-not-enabled', shows: 'a service the account may not use', how: 'error 1008', faults: [onDetails('error', { code: '1008' })] },
  { username: 'details-maintenance', shows: 'maintenance', how: 'error 1019', faults: [onDetails('error', { code: '1019' })] },
  { username: 'details-provider-error', shows: 'the provider does not answer', how: 'error 7000', faults: [onDetails('error', { code: '7000' })] },
  { username: 'details-server-error', shows: 'an error of the upstream', how: 'error 1017', faults: [onDetails('error', { code: '1017' })] },
  { username: 'details-404', shows: 'a service that is not there', how: 'HTTP 404, HTML', faults: [onDetails('not_found')] },
  { username: 'details-500', shows: 'a crash of the upstream', how: 'HTTP 500, HTML', faults: [onDetails('status', { httpStatus: 500 })] },
  { username: 'details-html', shows: 'a web page in place of JSON', how: 'HTTP 200, HTML', faults: [onDetails('html', { httpStatus: 200 })] },
  { username: 'details-rate-limit', shows: 'too many requests', how: 'HTTP 429', faults: [onDetails('rate_limit')] },
  { username: 'details-redirect', shows: 'a redirect that must not be followed', how: 'HTTP 307', faults: [onDetails('redirect')] },
  { username: 'details-cut-off', shows: 'JSON that ends too early', how: 'two thirds of the answer', faults: [onDetails('cut_off_body')] },
  { username: 'details-dropped', shows: 'a connection lost within the answer', how: 'closed halfway through', faults: [onDetails('dropped_body')] },
  { username: 'details-huge', shows: 'an answer that is too large', how: '2 MB of valid JSON', faults: [onDetails('huge_body')] },
  { username: 'details-hang', shows: 'no answer', how: 'silence for 10 minutes', faults: [onDetails('hang_after_charge')] },
  { username: 'details-reset', shows: 'a connection reset', how: 'reset before anything is done', faults: [onDetails('reset_before_charge')] },
  { username: 'details-slow', shows: 'a slow answer', how: 'answers after 2 seconds', faults: [onDetails('delay', { delayMs: 2_000 })] },
  { username: 'details-slow-drip', shows: 'an answer that trickles in', how: 'small pieces over 5 seconds', faults: [onDetails('slow_drip')] },

  // Commits that succeed, or are held.
  { username: 'spaced-answer', shows: 'a commit answer with spaces in its keys', how: 'as `fixtures/commit-success-spaced.json`, whatever the request used', faults: [onCommit('spaced_keys')] },
  { username: 'success-upper', shows: 'a success in capitals', how: 'the state is "SUCCESS"', faults: [onCommit('state', { state: 'SUCCESS' })] },
  { username: 'success-status-false', shows: 'a success whose status flag is false', how: 'the state is Success, `status` is false', faults: [onCommit('state', { state: 'Success', statusFlag: false })] },
  { username: 'slow', shows: 'a slow success', how: 'the commit waits 2 seconds before the charge', faults: [onCommit('delay', { delayMs: 2_000 })] },
  { username: 'slow-drip', shows: 'a success that trickles in', how: 'charged, answered in small pieces over 5 seconds', faults: [onCommit('slow_drip')] },
  { username: 'queued', shows: 'an order that stays queued until told', how: 'Queued; settle it with POST /__sandbox/decide', faults: [onCommit('queued')] },
  { username: 'queued-then-success', shows: 'a queued order that succeeds by itself', how: 'Queued, Success after `decideAfterMs`, with a DLR', faults: [onCommit('queued', { decideState: 'Success' })] },
  { username: 'queued-then-failed', shows: 'a queued order that fails by itself', how: 'Queued, Failed after `decideAfterMs`, with a DLR', faults: [onCommit('queued', { decideState: 'Failed' })] },
  { username: 'processing', shows: 'an order in progress until told', how: 'Processing; settle it with POST /__sandbox/decide', faults: [onCommit('state', { state: 'Processing' })] },
  { username: 'processing-then-success', shows: 'an order in progress that succeeds by itself', how: 'Processing, Success after `decideAfterMs`, with a DLR', faults: [onCommit('state', { state: 'Processing', decideState: 'Success' })] },
  { username: 'processing-first', shows: 'lookups that change their mind', how: 'Queued; its first two lookups say Queued and Processing, later ones Success', faults: [onCommit('unknown_state', { state: 'Queued' }), onLookup('state', { state: 'Processing', times: 2 }), onLookup('state', { state: 'Queued', times: 1 })] },
  { username: 'unknown-state', shows: 'a state nobody knows', how: 'charged, answered "Reversed"; lookups say Success', faults: [onCommit('unknown_state')] },
  { username: 'unknown-state-forever', shows: 'a state nobody knows, in lookups too', how: 'charged; commit and lookups say "Reversed"', faults: [onCommit('unknown_state'), onLookup('unknown_state')] },
  { username: 'no-state', shows: 'an answer without a state', how: 'charged, no `state`; lookups say Success', faults: [onCommit('no_state')] },

  // Commits that fail.
  { username: 'failed', shows: 'a failed order', how: 'HTTP 200, state Failed, `status` true; nothing is charged', faults: [onCommit('state', { state: 'Failed' })] },
  { username: 'error', shows: 'an order in error', how: 'HTTP 200, state Error', faults: [onCommit('state', { state: 'Error' })] },
  { username: 'expired', shows: 'an expired order', how: 'HTTP 200, state Expired', faults: [onCommit('state', { state: 'Expired' })] },
  { username: 'status-error', shows: 'an order in status error', how: 'HTTP 200, state "Status Error"', faults: [onCommit('state', { state: 'Status Error' })] },
  { username: 'failed-odd-case', shows: 'a failure in odd letter case', how: 'HTTP 200, state "sTATUS eRROR"', faults: [onCommit('state', { state: 'sTATUS eRROR' })] },
  { username: 'commit-refused', shows: 'a refusal by the provider', how: 'error 4000, details "Package is not available"', faults: [onCommit('error', { code: '4000', details: 'Package is not available' })] },
  { username: 'commit-refused-200', shows: 'a refusal with HTTP 200', how: 'error 4000 with HTTP 200', faults: [onCommit('error', { code: '4000', httpStatus: 200 })] },
  { username: 'commit-bad-token', shows: 'a token that is refused', how: 'error 1002', faults: [onCommit('error', { code: '1002' })] },
  { username: 'commit-invalid', shows: 'a validation error', how: 'error 1011 about the package code, although it was right', faults: [onCommit('error', { code: '1011', details: { package_code: 'Package code does not match with amount!' } })] },
  { username: 'commit-out-of-credits', shows: 'a reseller without credits', how: 'error 1016', faults: [onCommit('error', { code: '1016' })] },
  { username: 'commit-maintenance', shows: 'maintenance', how: 'error 1019', faults: [onCommit('error', { code: '1019' })] },
  { username: 'commit-404', shows: 'a service that is not there', how: 'HTTP 404, HTML; nothing is charged', faults: [onCommit('not_found')] },

  // Commits in doubt.
  { username: 'commit-duplicate', shows: 'a duplicate that was charged', how: 'error 1013 after the charge; lookups say Success', faults: [onCommit('error', { code: '1013', charged: true })] },
  { username: 'commit-1017', shows: 'a server error without a charge', how: 'error 1017; lookups know nothing', faults: [onCommit('error', { code: '1017' })] },
  { username: 'commit-1017-charged', shows: 'a server error after the charge', how: 'error 1017; lookups say Success', faults: [onCommit('error', { code: '1017', charged: true })] },
  { username: 'commit-1018', shows: 'a service error without a charge', how: 'error 1018; lookups know nothing', faults: [onCommit('error', { code: '1018' })] },
  { username: 'commit-1021', shows: 'a service error without a charge', how: 'error 1021; lookups know nothing', faults: [onCommit('error', { code: '1021' })] },
  { username: 'commit-7000', shows: 'a provider error without a charge', how: 'error 7000; lookups know nothing', faults: [onCommit('error', { code: '7000' })] },
  { username: 'commit-7000-charged', shows: 'a provider error after the charge', how: 'error 7000; lookups say Success', faults: [onCommit('error', { code: '7000', charged: true })] },
  { username: 'commit-unknown-code', shows: 'an error code nobody knows', how: 'error 9999 after the charge; lookups say Success', faults: [onCommit('error', { code: '9999', charged: true })] },
  { username: 'commit-bare-error', shows: 'an error in two fields', how: 'error 7000 with `error_code` and `message` only, after the charge', faults: [onCommit('error', { code: '7000', bare: true, charged: true })] },
  { username: 'commit-500-before-charge', shows: 'a crash before the charge', how: 'HTTP 500, HTML; lookups know nothing', faults: [onCommit('status', { httpStatus: 500 })] },
  { username: 'commit-500-after-charge', shows: 'a crash after the charge', how: 'HTTP 500, HTML; lookups say Success', faults: [onCommit('status', { httpStatus: 500, charged: true })] },
  { username: 'commit-502-html', shows: 'a proxy that gave up after the charge', how: 'HTTP 502, HTML; lookups say Success', faults: [onCommit('html', { httpStatus: 502, charged: true })] },
  { username: 'commit-429', shows: 'too many requests', how: 'HTTP 429; nothing is charged', faults: [onCommit('rate_limit')] },
  { username: 'commit-redirect', shows: 'a redirect that must not be followed', how: 'HTTP 307; nothing is charged', faults: [onCommit('redirect')] },
  { username: 'commit-cut-off', shows: 'JSON that ends too early', how: 'charged, two thirds of the answer', faults: [onCommit('cut_off_body')] },
  { username: 'commit-dropped', shows: 'a connection lost within the answer', how: 'charged, closed halfway through', faults: [onCommit('dropped_body')] },
  { username: 'commit-huge', shows: 'an answer that is too large', how: 'charged, 2 MB of valid JSON', faults: [onCommit('huge_body')] },
  { username: 'reset-before-charge', shows: 'a reset before the charge', how: 'connection reset; lookups know nothing', faults: [onCommit('reset_before_charge')] },
  { username: 'reset-after-charge', shows: 'a reset after the charge', how: 'connection reset; lookups say Success', faults: [onCommit('reset_after_charge')] },
  { username: 'hang-before-charge', shows: 'no answer and no charge', how: 'silence for 10 minutes; lookups know nothing', faults: [onCommit('hang_before_charge')] },
  { username: 'hang-after-charge', shows: 'no answer after the charge', how: 'silence for 10 minutes; lookups say Success', faults: [onCommit('hang_after_charge')] },
  { username: 'never-recorded', shows: 'a commit that was lost', how: 'connection reset, nothing recorded; lookups say invalid_reference', faults: [onCommit('never_seen'), onLookup('never_seen')] },
  { username: 'late', shows: 'a charge that arrives later than the answer', how: 'HTTP 504 at once, charged after `decideAfterMs`; lookups know nothing before', faults: [onCommit('late_charge')] },

  // Lookups.
  { username: 'refunded', shows: 'a success that was refunded', how: 'Success, all of it refunded at once', faults: [onCommit('refund')] },
  { username: 'queued-then-refunded', shows: 'a held order that was refunded', how: 'answered Queued; lookups say Success, refunded', faults: [onCommit('unknown_state', { state: 'Queued' }), onCommit('refund')] },
  { username: 'partly-refunded', shows: 'a held order of which 1.00 was refunded', how: 'answered Queued; lookups say Success, `refunded` false, `refunded_amount` 1.0', faults: [onCommit('unknown_state', { state: 'Queued' }), onCommit('refund', { amount: '1.00' })] },
  { username: 'partly-refunded-flagged', shows: 'a held order of which 1.00 was refunded, flagged as refunded', how: 'answered Queued; lookups say Success, `refunded` true, `refunded_amount` 1.0', faults: [onCommit('unknown_state', { state: 'Queued' }), onCommit('refund', { amount: '1.00', refundedFlag: true })] },
  { username: 'amount-mismatch', shows: 'an order whose lookup names another amount', how: 'answered Queued; lookups say Success and one rupee more', faults: [onCommit('unknown_state', { state: 'Queued' }), onLookup('wrong_amount')] },
  { username: 'reference-mismatch', shows: 'an order whose lookup names another reference', how: 'answered Queued; lookups say Success for another reference', faults: [onCommit('unknown_state', { state: 'Queued' }), onLookup('wrong_reference')] },
  { username: 'lookup-no-state', shows: 'an order whose lookup has no state', how: 'answered Queued; lookups leave `state` out', faults: [onCommit('unknown_state', { state: 'Queued' }), onLookup('no_state')] },
  { username: 'lookup-never-seen', shows: 'a charged order that lookups deny', how: 'answered HTTP 500 after the charge; lookups say invalid_reference', faults: [onCommit('status', { charged: true }), onLookup('never_seen')] },
  { username: 'lookup-500', shows: 'an order whose lookups crash', how: 'answered Queued; lookups answer HTTP 500', faults: [onCommit('queued'), onLookup('status', { httpStatus: 500 })] },
  { username: 'lookup-hang', shows: 'an order whose lookups get no answer', how: 'answered Queued; lookups are silent for 10 minutes', faults: [onCommit('queued'), onLookup('hang_before_charge')] },
  { username: 'lookup-html', shows: 'an order whose lookups answer a web page', how: 'answered Queued; lookups answer HTTP 200, HTML', faults: [onCommit('queued'), onLookup('html', { httpStatus: 200 })] },
];

const BY_USERNAME = new Map(SUBSCRIBERS.map((subscriber) => [subscriber.username, subscriber]));
const NUMBERED = /[-.]\d{1,9}$/;

/**
 * Finds a subscriber by username. A number may follow any name (`plain-7`, `queued.12`), so that there are as
 * many subscribers of each sort as a test wants.
 */
export function findSubscriber(username: string): Subscriber | undefined {
  return BY_USERNAME.get(username) ?? BY_USERNAME.get(username.replace(NUMBERED, ''));
}

/** The table of subscribers: name, what it shows, and how. */
export function describeSubscribers(): Pick<Subscriber, 'username' | 'shows' | 'how'>[] {
  return SUBSCRIBERS.map(({ username, shows, how }) => ({ username, shows, how }));
}
