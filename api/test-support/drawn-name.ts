/** A signature 手写签名 as a finger draws it: a 王 and a stroke more. */
export const DRAWN_NAME = '40,40 200,42;50,100 190,104;120,40 122,180;30,182 220,180;300,60 320,200 380,120'
