import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { Button, Card, DraftNote, Field, Heading } from '@/ui'
import { parseWindowCode } from '../claim.flow'
import { windowCopy } from '../copy'

/** Until the person is confirmed or refused: a comparison that was left, or cleared itself, begins with the same code again. */
export const WINDOW_CODE_DRAFT = 'window-code'
const EMPTY = { code: '' }

/** The eight digits the person reads out, or that came from the scanner. */
export function CodeForm({ problem, working, onCode }: { problem: string; working: boolean; onCode: (code: string) => void }) {
  const words = useCopy(windowCopy)
  const { typed, type, clear, wasKept } = useDraft(WINDOW_CODE_DRAFT, EMPTY, { memoryOnly: ['code'], saved: null })
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const code = parseWindowCode(typed.code)
    setWrong(code === null)
    if (code) onCode(code)
  }
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.lead}
        </Heading>
        {wasKept ? <DraftNote onClear={clear} /> : null}
        <Field
          id="window-code"
          kind="code"
          label={words.code}
          help={words.leadWhy}
          maxLength={10}
          value={typed.code}
          onChange={type('code')}
          error={wrong ? words.codeWrong : problem || undefined}
          onSubmit={submit}
        />
        <Button id="window-find" icon="search" onPress={submit} loading={working}>
          {words.find}
        </Button>
        <View className="t-note">{words.help}</View>
      </View>
    </Card>
  )
}
