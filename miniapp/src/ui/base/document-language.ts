/** Mini-programs have no document. */
export function useDocumentLanguage(_title: string): void {
  // nothing to do
}
