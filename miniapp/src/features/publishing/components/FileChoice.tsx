/** A mini-program has no files of a desk: the text is pasted. */
export function FileChoice(_: { onRead: (text: string) => void; onUnreadable: () => void }) {
  return null
}
