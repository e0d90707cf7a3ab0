import { View } from '@tarojs/components'
import type { OverrideFigures } from '@zsb/shared/health-code'
import { useCopy } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { Card, EmptyState, ErrorState, Fact, Heading, Page, Skeleton } from '@/ui'
import { figuresCopy } from '../../override-copy'
import { figuresPath, figuresSchema } from '../../overrides'

/** 人工变更公开: how many colours were changed by hand, for everybody, signed in or not. */
export default function FiguresPage() {
  const words = useCopy(figuresCopy)
  const { data, error, reload } = useResource<OverrideFigures>(figuresPath, { schema: figuresSchema, open: true })
  return (
    <Page title={words.title} onReconnect={() => void reload()}>
      {data ? <Figures months={data.months} /> : error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton rows={4} />}
    </Page>
  )
}

function Figures({ months }: OverrideFigures) {
  const words = useCopy(figuresCopy)
  return (
    <View id="override-figures" className="l-stack">
      <View>{words.lead}</View>
      {months.length === 0 ? <EmptyState icon="circle-check" title={words.empty} sentence={words.emptyWhy} /> : null}
      {months.map(({ month, cells }) => (
        <Card key={month}>
          <Heading level={2}>{words.month(month)}</Heading>
          <View>
            {cells.map((cell) => (
              <Fact key={`${cell.colour} ${cell.basis}`} name={words.cell(cell)}>
                {cell.people === null ? words.few : words.count(cell.people)}
              </Fact>
            ))}
          </View>
        </Card>
      ))}
      {months.length > 0 ? <View className="t-note">{words.fewWhy}</View> : null}
    </View>
  )
}
