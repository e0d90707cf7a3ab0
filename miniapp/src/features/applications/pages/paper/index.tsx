import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { PaperDocument } from '@zsb/shared/paper'
import { useState } from 'react'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { ActionBar, Banner, Button, Card, Heading, Page } from '@/ui'
import { OwnCase, useOwnCase } from '../../components/OwnCase'
import { fetchPaperFile, paperPath, paperSchema } from '../../paper-api'
import { paperCopy } from '../../paper-copy'
import '../../applications.scss'

/** A paper 文书 of one's case, as it was made; the PDF has the seal. */
export default function PaperPage() {
  const words = useCopy(paperCopy)
  const { id = '', no = '' } = useRouter().params
  const at = id && no ? { id, no: Number(no) } : null
  const paper = useOwnCase<PaperDocument>(at ? paperPath(at) : null, paperSchema)
  if (at && paper.data) return <Paper at={at} paper={paper.data} />
  return (
    <Page title={words.title} onReconnect={() => void paper.reload()}>
      <OwnCase id="paper" icon="file-text" signInFirst={words.signInFirst} why={words.whySignIn} isNamed={at !== null} found={paper} what={words} />
    </Page>
  )
}

function Paper({ at, paper }: { at: { id: string; no: number }; paper: PaperDocument }) {
  const words = useCopy(paperCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [opening, setOpening] = useState(false)
  const [problem, setProblem] = useState('')
  const open = async () => {
    setProblem('')
    setOpening(true)
    try {
      await openFile(await fetchPaperFile(at))
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setOpening(false)
    }
  }
  return (
    <Page
      title={words.title}
      actions={
        <ActionBar>
          <Button id="open-pdf" icon="file-text" loading={opening} onPress={() => void open()}>
            {paper.sealed ? words.open : words.openPlain}
          </Button>
        </ActionBar>
      }
    >
      <View className="l-stack">
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <Card id="paper">
          <View className="z-paper">
            <Heading level={2} className="t-title t-centre">
              {pick(paper.title)}
            </Heading>
            <View className="t-note t-centre t-num">{paper.number}</View>
            <View>{words.to(paper.addressee)}</View>
            {paper.pieces.map(({ text, list }, i) => (
              <View key={i}>
                {text ? <View className="z-paper-sentence">{pick(text)}</View> : null}
                {list?.map((line, k) => (
                  <View key={k} className="z-paper-item">
                    {words.item({ no: k + 1, text: pick(line), last: k + 1 === list.length })}
                  </View>
                ))}
              </View>
            ))}
            {paper.remedies ? <View className="z-paper-sentence">{pick(paper.remedies)}</View> : null}
            <View className="z-paper-office">
              <View className="t-strong">{pick(paper.office)}</View>
              <View className="t-num">{formatDay(paper.madeOn, language)}</View>
            </View>
          </View>
        </Card>
        {words.chineseHolds ? <View className="t-note">{words.chineseHolds}</View> : null}
        <View className="t-note">{words.openWhy}</View>
      </View>
    </Page>
  )
}
