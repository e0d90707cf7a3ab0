/**
 * The components this app draws and what it sets on each, besides class, style, id and a tap. Taro writes every component with all it
 * knows, once for each level of nesting, and the same list again into its runtime: some 60 kB of the main package (P12).
 * What is not named here is in no template, and the lint refuses it. The aria attributes Taro leaves out altogether.
 */
const named = ['aria-role', 'aria-label', 'aria-hidden']
const stateful = [...named, 'aria-disabled', 'aria-checked', 'aria-selected', 'aria-expanded', 'aria-live']

module.exports = {
  View: ['hover-class', ...stateful],
  Image: ['src', 'mode', ...named],
  Input: ['value', 'type', 'password', 'placeholder', 'disabled', 'maxlength', 'focus', 'bindInput', 'bindFocus', 'bindBlur', 'bindConfirm', 'aria-label'],
  Textarea: ['value', 'disabled', 'maxlength', 'bindInput', 'bindBlur', 'aria-label'],
  Button: ['open-type', 'disabled', 'hover-class', 'bindAgreePrivacyAuthorization', 'bindGetPhoneNumber', 'bindError', ...named],
  Camera: ['mode', 'device-position', 'flash', 'bindScanCode', 'bindError'],
  /** A leaf, so what it hears costs little; a view that heard a finger move would be written anew at every level. */
  Canvas: ['type', 'canvas-id', 'disable-scroll', 'bindTouchStart', 'bindTouchMove', 'bindTouchEnd', 'bindTouchCancel', 'aria-role', 'aria-label'],
  WebView: ['src', 'bindMessage', 'bindLoad', 'bindError'],
}
