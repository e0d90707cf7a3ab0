/** Mini-programs move the reader's focus by themselves; the H5 twin keeps keyboard focus inside the sheet. */
export function useModalFocus(_id: string, _open: boolean, _onClose: () => void): void {
  // nothing to do
}
