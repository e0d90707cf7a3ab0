import { FormSections } from '@/features/applications'
import { useCopy } from '@/platform/copy'
import { Banner } from '@/ui'
import { declareCopy } from '../declare-copy'
import type { DeclarationFilling } from '../useDeclarationForm'

/** The fields of a declaration, and how many of them are to be put right. @param name what places of this form are called */
export function DeclarationFields({ filling, name }: { filling: DeclarationFilling; name: string }) {
  const words = useCopy(declareCopy)
  const { form, filled, read, refusals, wrong, fill, leave, removeRow } = filling
  return (
    <>
      <FormSections
        form={form}
        filled={filled}
        read={read}
        refusals={refusals}
        fill={fill}
        leave={leave}
        removeRow={removeRow}
        placeOf={(code) => `${name}.${code}`}
      />
      {wrong > 0 ? (
        <Banner tone="bad" live>
          {words.wrong(wrong)}
        </Banner>
      ) : null}
    </>
  )
}
