import type { JointDeliveryView, JointView } from '@zsb/shared/joint-application'
import { Delivery } from '@/features/applications'
import { useCopy, usePick } from '@/platform/copy'
import { Section } from '@/ui'
import { jointCopy } from '../joint-copy'

/** 统一出件: the one code for everything that is ready, or the one letter, with what is still to come. */
export function JointDeliveries({ joint }: { joint: Pick<JointView, 'deliveries' | 'parts'> }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  if (joint.deliveries.length === 0) return null
  const named = (codes: readonly string[]) =>
    joint.parts
      .filter(({ code }) => codes.includes(code))
      .map(pick)
      .join(words.between)
  const waitsOf = ({ way, waitsFor }: JointDeliveryView) => (waitsFor.length > 0 ? words.deliveryWaits[way](named(waitsFor)) : undefined)
  return (
    <Section id="joint-deliveries" title={words.deliveries}>
      {joint.deliveries.map((delivery, i) => (
        <Delivery key={delivery.parts.join()} id={`delivery-${i + 1}`} delivery={delivery} of={named(delivery.parts)} waits={waitsOf(delivery)} />
      ))}
    </Section>
  )
}
