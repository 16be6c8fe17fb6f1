import type { DurationDetails, PlanDetails } from '../outcome.js';
import { readCleanCode, readTitle } from './clean-fields.js';
import { readDurations } from './durations.wire.js';
import { readList, readObject } from './fields.js';
import { fieldOf, type JsonObject, type JsonValue } from './json.js';
import type { CleanText } from './text.js';
import type { WarnOf } from './warning.js';

/** The plans of a details answer, as upstream.md section 1 puts them together. */

const MAX_PACKAGES = 200;
/** Shown where the answer has durations of the current plan and nothing else, not even its title. */
const UNTITLED_CURRENT_PLAN = 'Current plan';

interface Tools {
  readonly clean: CleanText;
  readonly warn: WarnOf;
}

type MutablePlan = Omit<PlanDetails, 'durations'> & { readonly durations: DurationDetails[] };

/** Plans in upstream order; null when a list is unreadable or longer than any provider's. */
export function readPlans(body: JsonObject, currentPlan: string | null, tools: Tools): PlanDetails[] | null {
  const packages = readList(fieldOf(body, 'available_packages'));
  const currentDurations = readDurations(fieldOf(body, 'plan_detail'), 'plan_detail', tools);
  if (packages === null || packages.length > MAX_PACKAGES || currentDurations === null) return null;
  const plans: MutablePlan[] = [];
  for (const entry of packages) {
    const plan = readPackage(entry, currentPlan, tools);
    if (plan === null) return null;
    if (plan !== 'skipped') plans.push(plan);
  }
  addCurrentDurations({ plans, currentPlan, currentDurations }, tools);
  return plans;
}

function readPackage(
  entry: JsonValue,
  currentPlan: string | null,
  tools: Tools,
): MutablePlan | 'skipped' | null {
  const fields = readObject(entry) ?? {};
  const title = readTitle(fieldOf(fields, 'title'), tools.clean);
  const packageCode = readCleanCode(fieldOf(fields, 'package_code'), tools.clean);
  const isCurrent = title === currentPlan;
  // Without its code the commit would buy the current plan, whatever the title said.
  if (title === '' || (packageCode === null && !isCurrent)) {
    tools.warn('unusable_package', `title "${title}"`);
    return 'skipped';
  }
  const durations = readDurations(fieldOf(fields, 'duration'), title, tools);
  return durations === null ? null : { title, packageCode, isCurrent, durations };
}

interface CurrentPlanInput {
  readonly plans: MutablePlan[];
  readonly currentPlan: string | null;
  readonly currentDurations: readonly DurationDetails[];
}

function addCurrentDurations({ plans, currentPlan, currentDurations }: CurrentPlanInput, tools: Tools): void {
  if (currentDurations.length === 0) return;
  const first = plans.find(({ isCurrent }) => isCurrent);
  if (first === undefined) {
    addPlanOfItsOwn({ plans, currentPlan, currentDurations }, tools);
    return;
  }
  const lacking: DurationDetails[] = [];
  for (const duration of currentDurations) {
    const known = findInCurrent(plans, duration);
    if (known === 'unknown') lacking.push(duration);
    else if (known === 'at_another_price') {
      // The commit is checked against the package, so its price is the one that can be bought.
      tools.warn('price_conflict', `duration code "${duration.durationCode}" of the current plan`);
    }
  }
  // Only now: what plan_detail itself offers at two prices is no conflict with the package.
  first.durations.push(...lacking);
}

/** What the packages of the current plan make of a duration's code. */
function findInCurrent(
  plans: readonly PlanDetails[],
  duration: DurationDetails,
): 'same_price' | 'at_another_price' | 'unknown' {
  let found: 'at_another_price' | 'unknown' = 'unknown';
  for (const plan of plans) {
    if (!plan.isCurrent) continue;
    for (const other of plan.durations) {
      if (other.durationCode !== duration.durationCode) continue;
      if (other.pricePaisa === duration.pricePaisa) return 'same_price';
      found = 'at_another_price';
    }
  }
  return found;
}

/**
 * A current plan that no package carries follows the packages. When the answer does not even say its title, the
 * packages are taken to cover it; only where they offer nothing is it shown under a title of ours, so that a subscriber
 * who can be renewed is not turned away.
 */
function addPlanOfItsOwn({ plans, currentPlan, currentDurations }: CurrentPlanInput, tools: Tools): void {
  if (currentPlan === null && plans.some((plan) => plan.durations.length > 0)) {
    tools.warn('unattributed_durations', `${currentDurations.length} of plan_detail`);
    return;
  }
  plans.push({
    title: currentPlan ?? UNTITLED_CURRENT_PLAN,
    packageCode: null,
    isCurrent: true,
    durations: [...currentDurations],
  });
}
