import { View } from '@tarojs/components'
import { parseShortCode } from '@zsb/shared/presentation'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { Button, Card, Field } from '@/ui'
import { verifyCopy } from '../copy'

/**
 * The twelve digits read out by a holder whose code can't be scanned: same life, single use, rate limited.
 * They stay in the field until they were taken (`onCode` answers true).
 */
export function ShortCodeForm({ onCode }: { onCode: (digits: string) => boolean }) {
  const words = useCopy(verifyCopy)
  const [typed, type] = useState('')
  const [problem, setProblem] = useState('')
  const submit = () => {
    const digits = parseShortCode(typed)
    if (!digits.ok) return setProblem(words.typeWrong)
    setProblem('')
    if (onCode(digits.value)) type('')
  }
  return (
    <Card>
      <View className="l-stack-tight">
        <Field
          id="typed-code"
          label={words.typeLabel}
          help={words.typeHelp}
          kind="number"
          maxLength={15}
          value={typed}
          onChange={type}
          error={problem || undefined}
          onSubmit={submit}
        />
        <Button id="check-typed" kind="quiet" icon="keyboard" small onPress={submit}>
          {words.check}
        </Button>
      </View>
    </Card>
  )
}
