import { View } from '@tarojs/components'
import type { StaffMe } from '@zsb/shared/staff'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, Field, Section, StatusChip } from '@/ui'
import { mePath, meSchema, savePin } from './api'
import { staffCopy } from './copy'

/** The PIN that opens a locked screen during this sign-in. */
export function PinForm() {
  const words = useCopy(staffCopy)
  const pick = usePick()
  const me = useResource<StaffMe>(mePath, { schema: meSchema })
  const [pin, type] = useState('')
  const [problem, setProblem] = useState('')
  const [saved, setSaved] = useState(false)
  const [working, setWorking] = useState(false)
  const save = async () => {
    setSaved(false)
    if (!/^\d{6}$/.test(pin)) return setProblem(words.sixDigits)
    setProblem('')
    setWorking(true)
    try {
      await savePin(pin)
      type('')
      setSaved(true)
      await me.reload()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Section title={words.pinTitle} aside={me.data?.pinSet ? <StatusChip tone="good" word={words.pinSet} /> : undefined}>
      <Card>
        <View className="l-stack z-pin">
          <View>{words.pinWhy}</View>
          {saved ? (
            <Banner tone="good" live>
              {words.pinSaved}
            </Banner>
          ) : null}
          <Field
            id="staff-pin"
            kind="password"
            label={words.pinNew}
            maxLength={6}
            value={pin}
            onChange={type}
            error={problem || undefined}
            onSubmit={() => void save()}
            autoComplete="new-password"
          />
          <Button id="staff-pin-save" kind="quiet" onPress={() => void save()} loading={working}>
            {words.pinSave}
          </Button>
        </View>
      </Card>
    </Section>
  )
}
