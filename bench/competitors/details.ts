import type { SubscriberKey } from './schema.ts';

export const DETAILS_PATH = '/api/servicegroup/details/hashcnet-v2/';

export interface Details {
  readonly customer_name: string;
  readonly current_plan: string;
  readonly days_remaining: number;
  readonly available_packages: readonly {
    readonly title: string;
    readonly package_code: number;
    readonly duration: readonly {
      readonly total_cost: number;
      readonly duration_code: string;
      readonly duration_title: string;
    }[];
  }[];
}

let callCount = 0;

export function writeDetailsCall({ slug, username }: SubscriberKey) {
  callCount += 1;
  return { token: 'benchmark', reference: `bench${callCount}`, username, service_slug: slug };
}

/** The upstream's answer in the schema's words. */
export function toSubscriber(details: Details) {
  return {
    customerName: details.customer_name,
    currentPlan: details.current_plan,
    daysRemaining: details.days_remaining,
    plans: details.available_packages.map((plan) => ({
      title: plan.title,
      packageCode: String(plan.package_code),
      isCurrent: plan.title === details.current_plan,
      offers: plan.duration.map((duration) => ({
        id: `${plan.package_code}:${duration.duration_code}`,
        durationCode: duration.duration_code,
        durationTitle: duration.duration_title,
        price: { amount: duration.total_cost.toFixed(2) },
      })),
    })),
  };
}
