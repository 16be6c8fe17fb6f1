/** The browser's own store, or null where it is switched off, full, or forbidden: that shows only on use. */
export function openStorage(find: () => Storage): Storage | null {
  try {
    const storage = find();
    const probe = 'hashcnet.probe';
    storage.setItem(probe, probe);
    const isKept = storage.getItem(probe) === probe;
    storage.removeItem(probe);
    return isKept ? storage : null;
  } catch {
    return null;
  }
}
