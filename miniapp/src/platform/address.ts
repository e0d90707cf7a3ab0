/** Mini-programs show no address and load no page anew: nothing to write there. */
export function nameInAddress(_page: string, _query: Readonly<Record<string, string>>): void {
  // Nothing happens here by design; the H5 file beside this one writes it.
}
