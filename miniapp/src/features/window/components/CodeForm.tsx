import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { Button, Card, Field, Heading } from '@/ui'
import { parseWindowCode } from '../claim.flow'
import { windowCopy } from '../copy'

/** The eight digits the person reads out, or that came from the scanner. */
export function CodeForm({ problem, working, onCode }: { problem: string; working: boolean; onCode: (code: string) => void }) {
  const words = useCopy(windowCopy)
  const [typed, type] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const code = parseWindowCode(typed)
    setWrong(code === null)
    if (code) onCode(code)
  }
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.lead}
        </Heading>
        <Field
          id="window-code"
          kind="code"
          label={words.code}
          help={words.leadWhy}
          maxLength={10}
          value={typed}
          onChange={type}
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
