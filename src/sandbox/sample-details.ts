const FIRST_SESSION_TEXT = '"session_id": 6466';

// The text, not an object: `1232.0` in one place and `1232` in another must stay so.
const SAMPLE_TEXT = `
{
  "customer_name": "jeetenaug4(23123213)",
  "current_plan": "Fiber Gold",
  "accept_advance_payment": true,
  "days_remaining": 314,
  "has_due": "false",
  "plan_detail": [
    {
      "duration": "1 month(s)",
      "duration_title": "1 month",
      "total_cost": 1232.0,
      "duration_code": "1"
    },
    {
      "duration": "3 month(s)",
      "duration_title": "3 months",
      "total_cost": 7876.0,
      "duration_code": "3"
    },
    {
      "duration": "6 month(s)",
      "duration_title": "6 months",
      "total_cost": 15750.0,
      "duration_code": "6"
    },
    {
      "duration": "12 month(s)",
      "duration_title": "12 months",
      "total_cost": 15750.0,
      "duration_code": "12"
    },
    {
      "duration": "custom_2 month(s)",
      "duration_title": "15 Days",
      "total_cost": 1634.0,
      "duration_code": "custom_2"
    },
    {
      "duration": "custom_3 month(s)",
      "duration_title": "60 Days",
      "total_cost": 859.0,
      "duration_code": "custom_3"
    }
  ],
  "available_packages": [
    {
      "title": "Fiber Gold",
      "package_code": 9,
      "duration": [
        {
          "total_cost": 1232,
          "duration_code": "1",
          "duration_title": "1 Month"
        },
        {
          "total_cost": 7876,
          "duration_code": "3",
          "duration_title": "3 Months"
        },
        {
          "total_cost": 15750,
          "duration_code": "6",
          "duration_title": "6 Months"
        },
        {
          "total_cost": 15750,
          "duration_code": "12",
          "duration_title": "12 Months"
        },
        {
          "total_cost": 1634,
          "duration_code": "custom_2",
          "duration_title": "15 Days"
        },
        {
          "total_cost": 859,
          "duration_code": "custom_3",
          "duration_title": "60 Days"
        }
      ]
    },
    {
      "title": "FTTH-50Mbps",
      "package_code": 9,
      "duration": [
        {
          "total_cost": 999,
          "duration_code": "1",
          "duration_title": "1 Month"
        },
        {
          "total_cost": 2800,
          "duration_code": "3",
          "duration_title": "3 Months"
        },
        {
          "total_cost": 5300,
          "duration_code": "6",
          "duration_title": "6 Months"
        },
        {
          "total_cost": 9999,
          "duration_code": "12",
          "duration_title": "12 Months"
        },
        {
          "total_cost": 13500,
          "duration_code": "custom_1",
          "duration_title": "12M + 1 IPTV"
        }
      ]
    },
    {
      "title": "TESTING",
      "package_code": 71,
      "duration": [
        {
          "total_cost": 2,
          "duration_code": "1",
          "duration_title": "1 Month"
        }
      ]
    }
  ],
  "session_id": 6466,
  "status": true
}`.trim();

/** The source document's details answer to the letter, but for the session id. */
export function sampleDetails(sessionId: number): string {
  return SAMPLE_TEXT.replace(FIRST_SESSION_TEXT, `"session_id": ${sessionId}`);
}
