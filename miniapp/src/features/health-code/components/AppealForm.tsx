import { View } from '@tarojs/components'
import { APPEAL_MATERIAL, MOST_APPEAL_FILES } from '@zsb/shared/health-code'
import { ALLOWED_IN_FORM } from '@zsb/shared/upload'
import { useState } from 'react'
import { placeOf, UploadBox } from '@/features/applications'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, Card, Field, FieldFrame, Heading } from '@/ui'
import { appealCopy } from '../appeal-copy'
import { raiseAppeal } from '../appeals'

const EMPTY = { text: '' }
const SHORTEST = 10

interface Props {
  personId: string
  /** Within how many it is answered. */
  hours: number
  onSent: () => void
  onStale: () => void
}

/** Why the colour is wrong, and what shows it. */
export function AppealForm({ personId, hours, onSent, onStale }: Props) {
  const words = useCopy(appealCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft(`health-appeal.${personId}`, EMPTY, { memoryOnly: ['text'], saved: words.draftKept })
  const [files, setFiles] = useState<string[]>([])
  const { judged, working, problem, send } = useHandIn(raiseAppeal, () => {
    clear()
    onSent()
  })
  const text = typed.text.trim()
  const isShort = [...text].length < SHORTEST
  const isStale = problem?.code === 'HEALTH_APPEAL_EXISTS' || problem?.code === 'HEALTH_APPEAL_NOT_OPEN'
  return (
    <Card id="appeal-form">
      <Heading level={2} className="t-title">
        {words.title}
      </Heading>
      <View>{words.lead(hours)}</View>
      <Field
        id="appeal-text"
        lines
        label={words.why}
        help={words.whyHelp}
        maxLength={1000}
        value={typed.text}
        onChange={type('text')}
        error={judged && isShort ? words.tooShort : undefined}
      />
      <FieldFrame id="appeal-files-field" label={words.files} help={words.filesWhy} group>
        <UploadBox
          id="appeal-files"
          label={words.files}
          place={placeOf(`health-appeal.${personId}`, APPEAL_MATERIAL)}
          code={APPEAL_MATERIAL}
          allowed={ALLOWED_IN_FORM}
          most={MOST_APPEAL_FILES}
          ids={files}
          onChange={setFiles}
        />
      </FieldFrame>
      {problem ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      <Button id="send-appeal" onPress={() => (isStale ? onStale() : void send(isShort ? null : { personId, text, files }))} loading={working}>
        {words.send}
      </Button>
    </Card>
  )
}
