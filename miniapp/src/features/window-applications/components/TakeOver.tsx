import { View } from '@tarojs/components'
import { parseApplicationNumber, parsePickUpCode } from '@zsb/shared/application'
import { parseShortCode } from '@zsb/shared/presentation'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { useScreenLock } from '@/platform/screen-lock'
import { Button, Card, Field, Heading } from '@/ui'
import { Scanner } from '@/ui/scanner'
import { atWindowCopy } from '../copy'

/** 接手: the gun is heard anywhere; the camera and the twelve digits are for where there is none. */
export function TakeOver({ working, onText }: { working: boolean; onText: (text: string) => void }) {
  const words = useCopy(atWindowCopy)
  const locked = useScreenLock(({ locked: is }) => is)
  const [typed, type] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const short = parseShortCode(typed)
    const text = short.ok ? short.value : (parsePickUpCode(typed) ?? parseApplicationNumber(typed))
    setWrong(text === null)
    if (text !== null) onText(text)
  }
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.scanTitle}
        </Heading>
        <View className="t-note">{words.scanWhy}</View>
        <Scanner onCode={onText} active={!locked && !working} />
        <Field
          id="typed-code"
          label={words.typed}
          maxLength={24}
          value={typed}
          onChange={type}
          error={wrong ? words.typedWrong : undefined}
          onSubmit={submit}
        />
        <Button id="take-over" icon="keyboard" kind="quiet" onPress={submit} loading={working}>
          {words.open}
        </Button>
      </View>
    </Card>
  )
}
