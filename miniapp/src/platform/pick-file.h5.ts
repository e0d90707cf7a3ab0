import type { PickQuery, PickedFile, PickFrom } from './pick-file'

export type { PickQuery, PickedFile, PickFrom } from './pick-file'

export const PICK_FROM: readonly PickFrom[] = ['camera', 'album', 'file']

/** Named one by one, so that an iPhone converts its own format into the first of them. */
const PICTURES = 'image/jpeg,image/png,image/webp'

const toPicked = (file: File): PickedFile => ({
  sizeBytes: file.size,
  preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : '',
  read: async (from, length) => new Uint8Array(await file.slice(from, from + length).arrayBuffer()),
})

/** The browser's own dialogue; on a phone `capture` opens the camera. */
export function pickFiles({ from, most, withPdf }: PickQuery): Promise<PickedFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = from === 'file' && withPdf ? `${PICTURES},application/pdf` : PICTURES
  input.multiple = most > 1 && from !== 'camera'
  if (from === 'camera') input.setAttribute('capture', 'environment')
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].slice(0, most).map(toPicked)))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

export const forgetPreview = ({ preview }: PickedFile): void => {
  if (preview) URL.revokeObjectURL(preview)
}
