import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { toApiError } from '@/platform/request'
import { Banner, BottomSheet, Button, DraftNote, Field, useDraftSaved } from '@/ui'
import { reportError } from '../api'
import { detailCopy } from '../detail-copy'

/** What is said to be wrong; `field` null is the whole licence. */
export interface About {
  field: { code: string; zh: string; en: string } | null
}

const EMPTY = { text: '' }

/** 信息有误: a sentence to the department that issued it. What was typed stays when sending fails. */
export function WrongSheet({ licenceId, about, onClose, onSent }: { licenceId: string; about: About | null; onClose: () => void; onSent: () => void }) {
  const words = useCopy(detailCopy)
  const pick = usePick()
  // A draft for each field: what is typed about one does not stand under another.
  const draft = useDraft(about && `wrong.${licenceId}.${about.field?.code ?? ''}`, EMPTY, { saved: useDraftSaved() })
  const { text } = draft.typed
  const [wrong, setWrong] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const send = async () => {
    if ([...text.trim()].length < 2) return setWrong(words.wrongShort)
    setWrong('')
    setProblem('')
    setWorking(true)
    try {
      await reportError(licenceId, { text: text.trim(), ...(about?.field && { field: about.field.code }) })
      draft.clear()
      onSent()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <BottomSheet id="wrong-sheet" open={about !== null} title={about?.field ? words.wrongTitle(pick(about.field)) : words.wrongWhole} onClose={onClose}>
      <View className="l-stack">
        <View>{words.wrongWhy}</View>
        {draft.wasKept ? <DraftNote onClear={draft.clear} /> : null}
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <Field
          id="wrong-text"
          label={words.wrongText}
          help={words.wrongHelp}
          error={wrong || undefined}
          maxLength={500}
          value={text}
          onChange={draft.type('text')}
        />
        <Button id="send-wrong" onPress={() => void send()} loading={working}>
          {words.send}
        </Button>
      </View>
    </BottomSheet>
  )
}
