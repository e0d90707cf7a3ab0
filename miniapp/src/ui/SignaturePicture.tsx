import { View } from '@tarojs/components'
import { signaturePicture } from '@zsb/shared/form'
import { Picture } from './base/Picture'

/** A signature 手写签名 as it was drawn; nothing where there is none. */
export function SignaturePicture({ id, value, label }: { id?: string; value: string; label: string }) {
  const picture = signaturePicture(value)
  return picture ? (
    <View className="z-signature is-small">
      <Picture id={id} className="z-signature-sheet" src={picture} label={label} />
    </View>
  ) : null
}
