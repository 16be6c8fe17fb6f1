import { useEffect, useState } from 'react';

/** The time now, kept so closely that ages on the screen are right to the step. */
export function useNow(stepMs = 10_000): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  return nowMs;
}
