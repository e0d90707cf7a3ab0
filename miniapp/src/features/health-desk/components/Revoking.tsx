import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useHandIn } from '@/platform/hand-in'
import { refreshResources } from '@/platform/resource'
import { Banner, BottomSheet, Button, Field } from '@/ui'
import { overrideCopy } from '../override-copy'
import { OVERRIDES_BASE, revokeOverride } from '../overrides'

const SHORTEST = 5

/** Ends a change by hand before its last day. */
export function Revoking({ id, takesTwo }: { id: string; takesTwo: boolean }) {
  const words = useCopy(overrideCopy)
  const pick = usePick()
  const [asking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const { working, problem, send } = useHandIn(
    (body: string, key) => revokeOverride({ id, reason: body, key }),
    () => void refreshResources(OVERRIDES_BASE),
  )
  return (
    <View className="l-stack-tight">
      {problem ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      <Button id="revoke-override" kind="danger" small loading={working} onPress={() => ask(true)}>
        {words.revoke}
      </Button>
      <BottomSheet id="revocation" open={asking} title={words.revokeTitle} onClose={() => ask(false)}>
        <Field
          id="revocation-reason"
          label={words.reasonLabel}
          help={takesTwo ? words.revokeByTwo : words.revokeWhy}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <Button
          id="send-revocation"
          kind="danger"
          disabled={[...reason.trim()].length < SHORTEST}
          disabledReason={words.reasonShort}
          onPress={() => {
            ask(false)
            void send(reason.trim())
          }}
        >
          {words.revoke}
        </Button>
      </BottomSheet>
    </View>
  )
}
