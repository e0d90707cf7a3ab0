const KEPT_MS = 60_000

function toBlobAddress({ base64, type }: { base64: string; type: string }): string {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  // The tab has read it by then.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
  return address
}

/** Shows a picture in a tab of its own, as large as the browser draws it. A tab takes no `data:` address. */
export async function openPicture(address: string): Promise<void> {
  const [head = '', base64 = ''] = address.split(',')
  window.open(toBlobAddress({ base64, type: head.slice('data:'.length).replace(';base64', '') }), '_blank')
}

/** Opens a PDF in a tab of its own, where the browser can print it; where tabs are not let open it is downloaded. */
export async function openFile({ fileName, base64 }: { fileName: string; base64: string }): Promise<void> {
  const address = toBlobAddress({ base64, type: 'application/pdf' })
  if (window.open(address, '_blank')) return
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
}

/** The address of a picture that came in an answer. */
export const pictureAddress = async ({ mediaType, base64 }: { mediaType: string; base64: string }): Promise<string> => `data:${mediaType};base64,${base64}`

/** A browser keeps nothing of it but what its owner saves. */
export const watchOpenedFile = (): void => undefined
