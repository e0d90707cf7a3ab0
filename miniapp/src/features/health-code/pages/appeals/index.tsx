import { View } from '@tarojs/components'
import type { AppealView } from '@zsb/shared/health-code'
import { useMemo } from 'react'
import { KeptFiles, uploadsAt, UploadsProvider } from '@/features/applications'
import { AnswerablePage } from '@/features/staff'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { Button, Card, Fact, Heading } from '@/ui'
import { appealDeskCopy } from '../../appeal-copy'
import { APPEALS } from '../../appeals'
import { codeCopy } from '../../code-copy'
import '../../health.scss'

/** 健康码申诉: by their hours, the open one with the colour, why, and the answer to it. */
export default function AppealsPage() {
  const words = useCopy(appealDeskCopy)
  return (
    <AnswerablePage
      kind={APPEALS}
      words={words}
      area="home"
      back
      row={({ personMasked, number }) => ({ title: personMasked, note: number })}
      opened={{
        who: ({ appellantName }) => appellantName,
        facts: ({ personName }) => <Fact name={words.person}>{personName}</Fact>,
        note: (appeal) => <Grounds appeal={appeal} />,
      }}
    />
  )
}

/** What the colour rests on now, what was sent against it, and what was changed by hand. */
function Grounds({ appeal: { id, number, state, mayAnswer, colour, files, overrides } }: { appeal: AppealView }) {
  const words = useCopy(appealDeskCopy)
  const { colours, noColour } = useCopy(codeCopy)
  const pick = usePick()
  const api = useMemo(() => uploadsAt(`${APPEALS.base}/${id}/files`), [id])
  return (
    <>
      <Card id="appeal-grounds">
        <Fact name={words.colour}>{colour.colour === null ? noColour : colours[colour.colour]}</Fact>
        <Fact name={words.why}>
          {colour.fired.length === 0
            ? words.noReason
            : colour.fired.map(({ rule, input, words: said }) => (
                <View key={`${rule} ${input.id}`} className="z-reason">
                  <View>{pick(said)}</View>
                  <View className="t-note">{rule}</View>
                </View>
              ))}
        </Fact>
        {overrides.length > 0 ? (
          <Fact name={words.overrides}>
            {overrides.map((each) => (
              <View key={each.id}>{words.overrideStates[each.state]}</View>
            ))}
          </Fact>
        ) : null}
        {state === 'open' && mayAnswer ? (
          <Button id="to-override" kind="quiet" icon="list-checks" small onPress={() => goTo(ENTRANCES.healthOverrides, { appeal: number ?? '' })}>
            {words.override}
          </Button>
        ) : null}
      </Card>
      {files.length > 0 ? (
        <Card>
          <Heading level={3}>{words.files}</Heading>
          <UploadsProvider value={api}>
            <KeptFiles id="appeal-files" uploads={files} />
          </UploadsProvider>
        </Card>
      ) : null}
    </>
  )
}
