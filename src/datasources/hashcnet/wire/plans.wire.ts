import type { DurationDetails, PlanDetails } from '../outcome.js';
import { readCode, readList, readObject, readPaisa, readText } from './fields.js';
import type { JsonObject, JsonValue } from './json.js';
import { type CleanText, TITLE_MAX_LENGTH } from './text.js';
import type { WarnOf } from './warning.js';

/** The plans of a details answer, as upstream.md section 1 puts them together. */

const MAX_PACKAGES = 200;
const MAX_DURATIONS = 100;
/** Shown where the answer has durations of the current plan and nothing else, not even its title. */
const UNTITLED_CURRENT_PLAN = 'Current plan';

interface Tools {
  readonly clean: CleanText;
  readonly warn: WarnOf;
}

type MutablePlan = Omit<PlanDetails, 'durations'> & { readonly durations: DurationDetails[] };

/** Plans in upstream order; null when a list is unreadable or longer than any provider's. */
export function readPlans(body: JsonObject, currentPlan: string | null, tools: Tools): PlanDetails[] | null {
  const packages = readList(body.get('available_packages'));
  const currentDurations = readDurations(body.get('plan_detail'), 'plan_detail', tools);
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
  const fields = readObject(entry);
  const title = tools.clean(readText(fields?.get('title')) ?? '', TITLE_MAX_LENGTH);
  const packageCode = readCleanCode(fields?.get('package_code'), tools);
  const isCurrent = title === currentPlan;
  // Without its code the commit would buy the current plan, whatever the title said.
  if (fields === null || title === '' || (packageCode === null && !isCurrent)) {
    tools.warn('unusable_package', `title "${title}"`);
    return 'skipped';
  }
  const durations = readDurations(fields.get('duration'), title, tools);
  return durations === null ? null : { title, packageCode, isCurrent, durations };
}

function readDurations(field: JsonValue | undefined, owner: string, tools: Tools): DurationDetails[] | null {
  const entries = readList(field);
  if (entries === null || entries.length > MAX_DURATIONS) return null;
  const durations: DurationDetails[] = [];
  for (const entry of entries) {
    const duration = readDuration(readObject(entry), tools);
    if (duration === null) tools.warn('unpriced_duration', `of "${owner}"`);
    else if (!durations.some((other) => isSameOffer(other, duration))) durations.push(duration);
  }
  return durations;
}

/** Null without a code or a price of whole paisa above zero: it could not be bought. */
function readDuration(fields: JsonObject | null, tools: Tools): DurationDetails | null {
  const durationCode = readCleanCode(fields?.get('duration_code'), tools);
  const pricePaisa = readPaisa(fields?.get('total_cost'));
  if (durationCode === null || pricePaisa === null || pricePaisa === 0) return null;
  const title = tools.clean(readText(fields?.get('duration_title')) ?? '', TITLE_MAX_LENGTH);
  return { durationCode, durationTitle: title === '' ? durationCode : title, pricePaisa };
}

function readCleanCode(field: JsonValue | undefined, tools: Tools): string | null {
  const code = readCode(field);
  return code !== null && tools.clean(code, code.length) === code ? code : null;
}

function isSameOffer(one: DurationDetails, other: DurationDetails): boolean {
  // The title does not make another offer: the commit names only the code and the price.
  return one.durationCode === other.durationCode && one.pricePaisa === other.pricePaisa;
}

interface CurrentPlanInput {
  readonly plans: MutablePlan[];
  readonly currentPlan: string | null;
  readonly currentDurations: readonly DurationDetails[];
}

function addCurrentDurations({ plans, currentPlan, currentDurations }: CurrentPlanInput, tools: Tools): void {
  if (currentDurations.length === 0) return;
  const current = plans.filter((plan) => plan.isCurrent);
  const [first] = current;
  if (first === undefined) {
    addPlanOfItsOwn({ plans, currentPlan, currentDurations }, tools);
    return;
  }
  const known = current.flatMap((plan) => plan.durations);
  for (const duration of currentDurations) {
    const sameCode = known.filter((other) => other.durationCode === duration.durationCode);
    if (sameCode.length === 0) first.durations.push(duration);
    else if (!sameCode.some((other) => other.pricePaisa === duration.pricePaisa)) {
      // The commit is checked against the package, so its price is the one that can be bought.
      tools.warn('price_conflict', `duration code "${duration.durationCode}" of the current plan`);
    }
  }
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
