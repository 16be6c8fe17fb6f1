/** The packages of every subscriber: three with four durations each, as many offers as an ISP usually has. */
export const PACKAGES = [
  { title: 'Fiber Gold', code: 9, monthlyRupees: 1232 },
  { title: 'FTTH-50Mbps', code: 12, monthlyRupees: 999 },
  { title: 'FTTH-100Mbps', code: 71, monthlyRupees: 1450 },
] as const;

export const DURATIONS = [
  { code: '1', title: '1 Month', months: 1 },
  { code: '3', title: '3 Months', months: 3 },
  { code: '6', title: '6 Months', months: 6 },
  { code: '12', title: '12 Months', months: 12 },
] as const;

export const CURRENT_PLAN = PACKAGES[0].title;
export const DAYS_REMAINING = 314;

const USERNAME_MARK = '<username>';
const SESSION_MARK = '"<session>"';

/** A details answer in the document's shape (docs/upstream.md section 1); built once, filled in by joining text. */
export function createDetailsBody(): (username: string, sessionId: number) => string {
  const template = JSON.stringify({
    customer_name: `${USERNAME_MARK}(23123213)`,
    current_plan: CURRENT_PLAN,
    accept_advance_payment: true,
    days_remaining: DAYS_REMAINING,
    has_due: 'false',
    plan_detail: DURATIONS.map(({ code, title, months }) => ({
      duration: `${months} month(s)`,
      duration_title: title,
      total_cost: PACKAGES[0].monthlyRupees * months,
      duration_code: code,
    })),
    available_packages: PACKAGES.map((plan) => ({
      title: plan.title,
      package_code: plan.code,
      duration: DURATIONS.map(({ code, title, months }) => ({
        total_cost: plan.monthlyRupees * months,
        duration_code: code,
        duration_title: title,
      })),
    })),
    session_id: JSON.parse(SESSION_MARK),
    status: true,
  });
  const [start = '', rest = ''] = template.split(USERNAME_MARK);
  const [middle = '', end = ''] = rest.split(SESSION_MARK);
  return (username, sessionId) => start + username + middle + sessionId + end;
}
