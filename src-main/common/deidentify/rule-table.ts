/**
 * What a row of the table lets be kept or cleaned, by its columns of options: Retain Device Identity, Retain
 * Institution Identity, Retain Patient Characteristics (K, and C as `patientText`), Retain Longitudinal Temporal
 * Information (both columns name the same attributes) and Clean Descriptors.
 */
export type RuleOption =
  'device' | 'institution' | 'patientCharacteristics' | 'patientText' | 'dates' | 'descriptors';

/** The column Basic Application Level Confidentiality Profile, by the action codes of PS3.15 table E.1-1a. */
export type BasicAction = 'X' | 'Z' | 'D' | 'U' | 'X/Z' | 'X/D' | 'Z/D' | 'X/Z/D' | 'X/Z/U*';

interface RuleGroup {
  readonly basic: BasicAction;
  readonly unless: readonly RuleOption[];
  /** Group and element of each attribute, in hexadecimal. */
  readonly tags: string;
}

/**
 * PS3.15 table E.1-1, 418 rows of its edition of 2022, gathered by what is done. Left out are the rows of command
 * and file meta groups, which are written anew, and those of whole groups (private, curves, overlays), which all go.
 * What later editions add is held to `unlisted-values.ts`, as every attribute without a row is.
 */
export const ruleGroups: readonly RuleGroup[] = [
  {
    basic: 'U',
    unless: [],
    tags: `
      00080014 00080018 00080058 00081155 00081195 00083010 00182042 0020000d 0020000e 00200052 00200200
      00209161 00209164 00281199 00281214 00400554 00404023 0040a124 0040a171 0040a172 0040a402 0040db0c
      0040db0d 00620021 0070031a 00701101 00701102 00880140 04000100 30060024 300600c2 300a0013 300a0083
      300a0609 300a0650 30100006 3010000b 30100013 30100015 30100031 3010003b 3010006e 3010006f`,
  },
  {
    basic: 'X',
    unless: ['dates'],
    tags: `
      00080015 00080024 00080025 00080034 00080035 00080201 001021d0 0016008d 00380020 00380021 00400002
      00400003 00400004 00400005 00400244 00400245 00400250 00400251 00404005 00404008 00404010 00404011
      00404050 00404051 00404052 0040a192 0040a193`,
  },
  {
    basic: 'Z',
    unless: ['dates'],
    tags: `
      00080020 00080030`,
  },
  {
    basic: 'X/D',
    unless: ['dates'],
    tags: `
      00080021 00080031 00189516 00189517 30080054 30080056 30080250 30080251 300a0006 300a0007 3010004c
      3010004d`,
  },
  {
    basic: 'X/Z',
    unless: ['dates'],
    tags: `
      00080022 00080032`,
  },
  {
    basic: 'Z/D',
    unless: ['dates'],
    tags: `
      00080023 00080033`,
  },
  {
    basic: 'X/Z/D',
    unless: ['dates'],
    tags: `
      0008002a`,
  },
  {
    basic: 'Z',
    unless: [],
    tags: `
      00080050 00080090 0008009c 00100010 00100020 00100030 00120021 00120050 00200010 00400513 00400562
      00400610 00402016 00402017 0040a088 300a0611 300a0615 3010001b`,
  },
  {
    basic: 'X/Z/D',
    unless: ['institution'],
    tags: `
      00080080 00080082`,
  },
  {
    basic: 'X',
    unless: ['institution'],
    tags: `
      00080081 00081040 00081041`,
  },
  {
    basic: 'X',
    unless: [],
    tags: `
      00080092 00080094 00080096 0008009d 00081048 00081049 00081050 00081052 00081060 00081062 00081120
      00100021 00100032 00100050 00100101 00100102 00101000 00101001 00101002 00101005 00101040 00101050
      00101060 00101080 00101081 00101090 00101100 00102150 00102152 00102154 00102155 001021f0 00102297
      00102299 00120071 00120082 0016004d 00160070 00160071 00160072 00160073 00160074 00160075 00160076
      00160077 00160078 00160079 0016007a 0016007b 0016007c 0016007d 0016007e 0016007f 00160080 00160081
      00160082 00160083 00160084 00160085 00160086 00160087 00160088 00160089 0016008a 0016008b 0016008c
      0016008e 00203401 00203406 00284000 00320012 00321032 00321033 00380004 00380010 00380011 00380014
      0038001e 00380060 00380061 00380064 00380300 00380400 00400006 0040000b 00400243 00400253 0040050a
      004006fa 00401001 00401004 00401005 00401010 00401011 00401102 00401103 00401104 00402008 00402009
      00402010 00402011 00403001 00404034 00404035 00404036 00404037 0040a078 0040a07a 0040a07c 0040a307
      0040a352 0040a353 0040a354 0040a358 0050001b 00700086 00880200 00880904 00880906 00880910 00880912
      04000402 04000403 04000404 04000550 04000561 04000600 20300020 40000010 40004000 40080042 40080102
      4008010a 4008010c 40080111 40080114 40080118 40080119 4008011a 40080202 fffafffa fffcfffc`,
  },
  {
    basic: 'X/Z/D',
    unless: ['device'],
    tags: `
      00081010 00181000`,
  },
  {
    basic: 'X',
    unless: ['descriptors'],
    tags: `
      00081030 0008103e 00081080 00081084 00082111 00084000 00102000 00102180 001021b0 00104000 00120051
      00120072 0016002b 0016004b 00184000 00189185 00189424 0018a003 00204000 00209158 00321030 00321066
      00321067 00321070 00324000 00380040 00380062 00384000 00400007 00400254 00400275 00400280 0040051a
      00400600 00400602 00401002 0040100a 00401400 00402001 00402400 00500021 300a0003 300a0004 300a000e
      300a0016 300a0072 300a00c3 300a00dd 300a0196 300a01a6 300a01b2 300a02eb 300a0676 300c0113 30100036
      30100037 30100061 4008010b 40080115 40080300 40084000`,
  },
  {
    basic: 'X/Z/D',
    unless: [],
    tags: `
      00081070 00081111`,
  },
  {
    basic: 'X/D',
    unless: [],
    tags: `
      00081072`,
  },
  {
    basic: 'X/Z',
    unless: [],
    tags: `
      00081110 00400555 22000005 300e0008`,
  },
  {
    basic: 'X/Z/U*',
    unless: [],
    tags: `
      00081140 00082112`,
  },
  {
    basic: 'Z',
    unless: ['patientCharacteristics'],
    tags: `
      00100040`,
  },
  {
    basic: 'X',
    unless: ['patientCharacteristics'],
    tags: `
      00101010 00101020 00101030 00102160 001021a0 001021c0`,
  },
  {
    basic: 'X',
    unless: ['patientText', 'descriptors'],
    tags: `
      00102110 00380500`,
  },
  {
    basic: 'X/Z',
    unless: ['patientCharacteristics'],
    tags: `
      00102203`,
  },
  {
    basic: 'D',
    unless: [],
    tags: `
      00120010 00120020 00120040 00120042 00340001 00340002 00340005 00400512 00400551 00401101 0040a027
      0040a073 0040a075 0040a123 0040a730 00700001`,
  },
  {
    basic: 'Z',
    unless: ['institution'],
    tags: `
      00120030 00120031 00120060`,
  },
  {
    basic: 'D',
    unless: ['institution'],
    tags: `
      00120081`,
  },
  {
    basic: 'X',
    unless: ['device'],
    tags: `
      0016004e 0016004f 00160050 00160051 00181004 00181005 00181007 00181008 00181009 0018100a 00321020
      00321021 00400001 00400010 00400011 00400241 00400242 00404025 00404027 00404028 00404030 00500020
      30080105 300a00b2 300a0216`,
  },
  {
    basic: 'Z/D',
    unless: ['descriptors'],
    tags: `
      00180010`,
  },
  {
    basic: 'U',
    unless: ['device'],
    tags: `
      00181002 0018100b`,
  },
  {
    basic: 'X/D',
    unless: ['descriptors'],
    tags: `
      00181030 00181400 30100056`,
  },
  {
    basic: 'X/D',
    unless: ['device'],
    tags: `
      0018700a`,
  },
  {
    basic: 'X/Z',
    unless: ['descriptors'],
    tags: `
      00321060 22000002`,
  },
  {
    basic: 'D',
    unless: ['dates'],
    tags: `
      00340007`,
  },
  {
    basic: 'X',
    unless: ['patientText'],
    tags: `
      00380050 00400012`,
  },
  {
    basic: 'Z/D',
    unless: [],
    tags: `
      00700084`,
  },
  {
    basic: 'X/Z',
    unless: ['device'],
    tags: `
      30080105`,
  },
  {
    basic: 'D',
    unless: ['descriptors'],
    tags: `
      300a0002 300a0608 300a0619 300a0623 300a062a 300a067c 30100033 30100034 30100035 30100038 30100054
      30100077`,
  },
  {
    basic: 'Z',
    unless: ['descriptors'],
    tags: `
      300a067d 3010000f 30100017 3010005a 3010005c 3010007a 3010007b 3010007f 30100081`,
  },
  {
    basic: 'D',
    unless: ['device'],
    tags: `
      3010002d`,
  },
  {
    basic: 'Z',
    unless: ['device'],
    tags: `
      30100043`,
  },
];
