import { View } from '@tarojs/components'
import type { ColourView } from '@zsb/shared/health-code'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { Banner, Button } from '@/ui'
import { codeCopy } from '../code-copy'
import { recomputeCopy } from '../recompute-copy'
import type { Recomputed } from '../recompute.flow'
import type { OwnResult } from '../useRecomputed'

interface Props {
  view: ColourView
  own: OwnResult
}

/** 本机重算: the same function as the server's, run here on what she is allowed to see; where it comes to something else, what to do. */
export function Recompute({ view, own: { stage, ask } }: Props) {
  const words = useCopy(recomputeCopy)
  const pick = usePick()
  return (
    <View className="l-stack-tight">
      {stage.at === 'done' ? <Outcome view={view} result={stage.result} /> : null}
      {stage.at === 'outdated' ? (
        <View id="recompute-outdated">
          <Banner tone="info" live>
            {words.outdated}
          </Banner>
        </View>
      ) : null}
      {stage.at === 'failed' ? (
        <View id="recompute-failed">
          <Banner tone="warn" live>
            {stage.problem.code === 'NETWORK' ? words.offline : pick(stage.problem)}
          </Banner>
        </View>
      ) : null}
      <Button id="recompute" kind="quiet" small loading={stage.at === 'asking'} loadingText={words.asking} onPress={() => void ask()}>
        {stage.at === 'idle' || stage.at === 'asking' ? words.ask : words.again}
      </Button>
      {stage.at === 'idle' ? <View className="t-note">{words.why}</View> : null}
    </View>
  )
}

function Outcome({ view, result }: { view: ColourView; result: Recomputed }) {
  const words = useCopy(recomputeCopy)
  const { colours } = useCopy(codeCopy)
  const { agrees, colour, version, used } = result
  if (agrees)
    return (
      <View id="recompute-agrees" className="l-stack-tight">
        <Banner tone="good" live>
          {words.agrees(version)}
        </Banner>
        <View className="t-note">{words.used(used)}</View>
      </View>
    )
  const mayAppeal = view.colour === 'yellow' || view.colour === 'red'
  return (
    <View id="recompute-differs" className="l-stack-tight">
      <Banner tone="bad" live>
        {colour === view.colour ? words.differsWhy(version) : words.differs({ version, colour: colour === null ? words.noColour : colours[colour] })}
      </Banner>
      <View className="t-note">{words.used(used)}</View>
      <View>{mayAppeal ? words.whatNow : words.whatNowGreen}</View>
      <View className={mayAppeal ? 'l-pair' : 'l-stack-tight'}>
        {mayAppeal ? (
          <Button id="recompute-appeal" kind="quiet" small icon="flag" onPress={() => goTo(ENTRANCES.healthAppeal)}>
            {words.appeal}
          </Button>
        ) : null}
        <Button id="recompute-call" kind="quiet" small icon="phone" onPress={callHelpLine}>
          {words.call}
        </Button>
      </View>
    </View>
  )
}
