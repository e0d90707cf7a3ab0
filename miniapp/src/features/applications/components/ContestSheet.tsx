import { View } from '@tarojs/components'
import { fieldsOf, type Form } from '@zsb/shared/form'
import type { WalletView } from '@zsb/shared/licence'
import { useState } from 'react'
import { walletOptions, walletPath } from '@/features/licences'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { request, toApiError } from '@/platform/request'
import { Banner, BottomSheet, Button } from '@/ui'
import { applyCopy } from '../copy'

interface Props {
  form: Form
  /** Code of the field that is said to be wrong; null: nothing is. */
  field: string | null
  onClose: () => void
}

/** 信息有误: where a value from elsewhere is put right; for a licence, its own report. */
export function ContestSheet({ form, field, onClose }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const source = fieldsOf(form).find(({ code }) => code === field)?.source
  const open = async (type: string) => {
    setProblem('')
    setWorking(true)
    try {
      const wallet = await request<WalletView>(walletPath, walletOptions)
      const card = wallet.items.find((each) => each.type === type)
      if (!card) return setProblem(words.noLicence)
      onClose()
      goTo(ENTRANCES.licence, { id: card.id })
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <BottomSheet id="contest" open={field !== null} title={words.contestAsk} onClose={onClose}>
      <View>{source?.kind === 'licence' ? words.contestLicence : words.contestOther}</View>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {source?.kind === 'licence' ? (
        <Button id="contest-licence" onPress={() => void open(source.licenceType)} loading={working}>
          {words.openLicence}
        </Button>
      ) : (
        <Button id="contest-call" kind="quiet" icon="phone" onPress={callHelpLine}>
          {words.callHelp}
        </Button>
      )}
    </BottomSheet>
  )
}
