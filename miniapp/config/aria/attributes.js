// Attributes that Taro's mini-program templates do not carry by themselves; without them a screen reader hears nothing.
// Every name costs bytes in base.wxml once per component, so the list holds what ui/ really sets.
const named = { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' }
const stateful = { ...named, 'aria-disabled': '', 'aria-checked': '', 'aria-selected': '', 'aria-expanded': '', 'aria-live': '' }
module.exports = { View: stateful, Text: { 'aria-label': '', 'aria-hidden': '' }, Image: named, Button: named, Input: { 'aria-label': '' } }
