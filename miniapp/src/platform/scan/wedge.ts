/** Mini-programs have no keyboard scanners; the H5 twin listens. */
export function useKeyboardScanner(_onCode: (code: string) => void, _listening = true): void {
  // nothing to listen to
}
