/** Mini-programs have no keyboard of letters: nothing to listen to. */
export function useHotkeys(_keys: Readonly<Record<string, () => void>>): void {
  // Nothing happens here by design; the H5 file beside this one listens.
}
