/** What the words for a body part mean to the scope gate. */
export type BodyPart =
  /** A region under the name that model cards use, such as `HAND`; the card says whether it is validated. */
  | { readonly kind: 'region'; readonly region: string }
  /** A limb, or a limb joint, that no card names: shown as not validated. */
  | { readonly kind: 'limb' }
  /** Trunk, head or spine: never within reach of a limb classifier. */
  | { readonly kind: 'outside' };

const region = (name: string): BodyPart => ({ kind: 'region', region: name });
const limb: BodyPart = { kind: 'limb' };
const outside: BodyPart = { kind: 'outside' };

/**
 * Body Part Examined (0018,0015) terms of PS3.16 Annex L, with the spellings of vendors and neighbouring
 * languages. `LEG` there is the lower leg. FracAtlas calls every lower limb "leg" and every upper one "hand"
 * without saying which joint, so only the namesakes count as its regions: a knee is a limb not validated.
 */
const terms: readonly (readonly [BodyPart, string])[] = [
  [region('HAND'), 'HAND,HANDS,MANO,MAO,HANDE'],
  [
    region('LEG'),
    'LEG,LEGS,LOWER LEG,LOWERLEG,TIBIA,FIBULA,TIB FIB,TIBFIB,TIBIA FIBULA,UNTERSCHENKEL,PIERNA,GAMBA,JAMBE',
  ],
  [region('HIP'), 'HIP,HIPS,HUFTE,HUEFTE,CADERA,HANCHE,ANCA'],
  [region('SHOULDER'), 'SHOULDER,SHOULDERS,SCHULTER,HOMBRO,EPAULE,SPALLA'],
  [
    limb,
    'FINGER,FINGERS,THUMB,WRIST,SCAPHOID,CARPUS,CARPAL,FOREARM,RADIUS,ULNA,ELBOW,RADIAL HEAD,ARM,UPPER ARM,' +
      'HUMERUS,CLAVICLE,SCAPULA,ACROMIOCLAVICULAR,AC JOINT,TOE,TOES,FOOT,FEET,CALCANEUS,HEEL,ANKLE,KNEE,' +
      'KNEES,PATELLA,THIGH,FEMUR,LONG LEG,FULL LEG,WHOLE LEG,DISTAL TIBIA,PROXIMAL TIBIA,DISTAL FIBULA,' +
      'PROXIMAL FIBULA,FEMORAL HEAD,FEMORAL NECK,NECK OF FEMUR,RADIAL NECK,HUMERAL HEAD,HANDGELENK,ELLENBOGEN,FUSS,SPRUNGGELENK,KNIE,OBERSCHENKEL,MUNECA,CODO,PIE,TOBILLO,' +
      'RODILLA,POIGNET,COUDE,PIED,CHEVILLE,GENOU,POLSO,GOMITO,PIEDE,CAVIGLIA,GINOCCHIO',
  ],
  [
    outside,
    'CHEST,THORAX,TORAX,TORACE,LUNG,LUNGS,HEART,RIB,RIBS,STERNUM,STERNOCLAVICULAR,BREAST,MAMMA,ABDOMEN,' +
      'ABDOMINAL,KUB,STOMACH,COLON,BOWEL,ESOPHAGUS,KIDNEY,BLADDER,PELVIS,BECKEN,BACINO,SACRUM,SACROILIAC,' +
      'SI JOINT,SIJOINT,COCCYX,SPINE,CSPINE,TSPINE,LSPINE,SSPINE,CERVICAL,CERVIX,THORACIC,LUMBAR,LUMBOSACRAL,' +
      'WIRBELSAULE,COLUMNA,RACHIS,COLONNA,NECK,HEADNECK,CHESTABDOMEN,CHESTABDPELVIS,ABDOMENPELVIS,WHOLEBODY,' +
      'WHOLE BODY,HEAD,SKULL,SCHADEL,CRANEO,CRANIUM,CRANIO,CRANE,BRAIN,FACE,FACIAL,SINUS,SINUSES,ORBIT,' +
      'ORBITS,NOSE,NASAL,EYE,EAR,MASTOID,ZYGOMA,MAXILLA,MANDIBLE,JAW,TMJ,TOOTH,TEETH,DENTAL,PANORAMIC,AIRWAY,' +
      'NECKCHEST,CXR,CHST,AXR,ABDO,SCOLIOSIS,RIBCAGE,OPG,LWS,BWS,HWS,BASSIN,POUMON,SCHAEDEL',
  ],
];

const byTerm: ReadonlyMap<string, BodyPart> = new Map(
  terms.flatMap(([part, names]) => names.split(',').map((name) => [name, part] as const)),
);
/** Spellings and compounds of the trunk are too many to list: `TLSPINE`, `THORACOLUMBAR`, `CRANIOFACIAL`. */
const trunkWord = /^([A-Z]*SPINE|(THORAC|LUMB|CERVIC|ABDOM|CRANI)[A-Z]*)$/;
const longestTerm = Math.max(...[...byTerm.keys()].map((term) => term.split(' ').length));
const caution = { region: 0, limb: 1, outside: 2 } as const;

/**
 * Finds body parts named anywhere in a text; of several the most cautious counts, so that "hand and chest"
 * is outside. A longer term hides the shorter ones in it: "radial head" is no head.
 */
export function bodyPartOf(text: string | null): BodyPart | null {
  const words = wordsOf(text ?? '');
  let found: BodyPart | null = null;
  for (let start = 0; start < words.length;) {
    const length = matchLength(words, start);
    const part = partNamed(words.slice(start, start + length).join(' '));
    if (part && (!found || caution[part.kind] > caution[found.kind])) found = part;
    start += Math.max(1, length);
  }
  return found;
}

/**
 * A text that is made of listed terms for body parts alone, in capitals; null where any other word stands in it, as
 * the name of a person in what is free text.
 */
export function bodyPartTermOf(text: string | null): string | null {
  const words = wordsOf(text ?? '');
  for (let start = 0; start < words.length;) {
    const length = matchLength(words, start);
    if (!byTerm.has(words.slice(start, start + length).join(' '))) return null;
    start += length;
  }
  return words.length === 0 ? null : words.join(' ');
}

function matchLength(words: readonly string[], start: number): number {
  for (let length = longestTerm; length > 0; length--)
    if (partNamed(words.slice(start, start + length).join(' '))) return length;
  return 0;
}

function partNamed(term: string): BodyPart | undefined {
  return byTerm.get(term) ?? (trunkWord.test(term) ? outside : undefined);
}

/** Upper-case words without accents, so that `Schädel` and `TIB/FIB` are found as written. */
function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => word !== '');
}
