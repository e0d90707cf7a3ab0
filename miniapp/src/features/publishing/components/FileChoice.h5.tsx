import { useCopy } from '@/platform/copy'
import { Icon } from '@/ui'
import { publishingCopy } from '../copy'

const LONGEST = 80_000

/** A file from this computer, read as text. */
export function FileChoice({ onRead, onUnreadable }: { onRead: (text: string) => void; onUnreadable: () => void }) {
  const words = useCopy(publishingCopy)
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = await file.text().catch(() => null)
    if (text === null || text.length > LONGEST) onUnreadable()
    else onRead(text)
  }
  return (
    <div className="z-file-choice">
      <div className="z-press z-btn z-btn-quiet" aria-hidden="true">
        <Icon name="file-text" />
        <span>{words.chooseFile}</span>
      </div>
      <input
        id="content-file"
        className="z-file-choice-input"
        type="file"
        accept=".json,application/json"
        aria-label={words.chooseFile}
        onChange={(event) => {
          void read(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
