const KEPT_MS = 60_000

/** Opens a PDF in a tab of its own, where the browser can print it; where tabs are not let open it is downloaded. */
export async function openFile({ fileName, base64 }: { fileName: string; base64: string }): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  // The tab has read it by then.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
  if (window.open(address, '_blank')) return
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
}

/** A browser keeps nothing of it but what its owner saves. */
export const watchOpenedFile = (): void => undefined
