import { View } from '@tarojs/components'
import type { ServiceGuide, SheetKind } from '@zsb/shared/service-item'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Section } from '@/ui'
import { fetchSheet } from '../api'
import { guideCopy } from '../guide-copy'

/** 空白表 and 示例样表, for whoever writes on paper: opened where the phone opens a PDF, from where it is printed or kept. */
export function Sheets({ guide: { code, sheets, canApply, inBundle } }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const [opening, setOpening] = useState<SheetKind | null>(null)
  const [problem, setProblem] = useState('')
  if (sheets.length === 0) return null
  const open = async (kind: SheetKind) => {
    setProblem('')
    setOpening(kind)
    try {
      await openFile(await fetchSheet({ item: code, kind }))
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setOpening(null)
    }
  }
  return (
    <Section id="guide-sheets" title={words.sheets}>
      <Card>
        <View>{canApply || inBundle ? words.sheetsNotNeeded : words.sheetsWhy}</View>
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <View className="z-sheets">
          {sheets.map((kind) => (
            <Button
              key={kind}
              id={`sheet-${kind}`}
              kind="quiet"
              icon={kind === 'blank' ? 'file-text' : 'scroll-text'}
              loading={opening === kind}
              loadingText={words.openingSheet}
              disabled={opening !== null && opening !== kind}
              onPress={() => void open(kind)}
            >
              {words.sheetKinds[kind]}
            </Button>
          ))}
        </View>
        {words.sheetsInChinese ? <View className="t-note">{words.sheetsInChinese}</View> : null}
      </Card>
    </Section>
  )
}
