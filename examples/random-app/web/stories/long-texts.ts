/** An address that no column is wide enough for. */
export const LONG_EMAIL =
  'maximiliane.theodora.von.hohenlohe.waldenburg@rechtsschutzversicherungsgesellschaften.example';

/** A word that cannot be broken at a space. */
export const LONG_WORD =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
