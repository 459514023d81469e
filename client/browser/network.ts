/** What the browser knows of its network: whether there is one, and that a page came back from sleep. */

/** @returns how to stop listening */
export const onNetworkChange = (told: (isThere: boolean) => void): (() => void) => {
  const back = () => told(true);
  const gone = () => told(false);
  const shown = () => {
    if (document.visibilityState === 'visible' && navigator.onLine) told(true);
  };
  addEventListener('online', back);
  addEventListener('offline', gone);
  document.addEventListener('visibilitychange', shown);
  return () => {
    removeEventListener('online', back);
    removeEventListener('offline', gone);
    document.removeEventListener('visibilitychange', shown);
  };
};
