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
import { plainOf, SayWhatIsRight } from './SayWhatIsRight'

interface Props {
  form: Form
  /** Code of the field that is said to be wrong; null: nothing is. */
  field: string | null
  /** What he says it should be, and where that goes. */
  says: string
  onSay: (says: string) => void
  /** Where it is put right, as it is said at a counter. */
  elsewhere?: string
  onClose: () => void
}

/** 信息有误: what it should be, for whoever handles the case; and where a value from elsewhere is put right, for a licence by its own report. */
export function ContestSheet({ form, field, says, onSay, elsewhere, onClose }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const contested = fieldsOf(form).find(({ code }) => code === field)
  const source = contested?.source
  const plain = contested && plainOf(contested)
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
      {plain ? <SayWhatIsRight field={plain} says={says} onSay={onSay} /> : null}
      <View>{elsewhere ?? (source?.kind === 'licence' ? words.contestLicence : words.contestOther)}</View>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {elsewhere !== undefined ? null : source?.kind === 'licence' ? (
        <Button id="contest-licence" kind="quiet" onPress={() => void open(source.licenceType)} loading={working}>
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
