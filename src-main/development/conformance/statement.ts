import { transferSyntaxes, type TransferSyntax } from '#common/dicom/transfer-syntax';
import { Tag } from '#common/dicom/tags';
import { objectKinds } from '#common/objects/composite';
import { documents, keySelections, presentationStates } from '#common/objects/read-object';
import { failureTexts } from '#common/viewer/failure-texts';
import { errorCodes } from '#common/errors';
import { usualPatience } from '#node/network/association';
import { mostContexts } from '#node/network/association-pdus';
import { mostConnections } from '#node/network/listen';
import { largestPdu } from '#node/network/pdu';
import { largestObject } from '#node/network/serve-association';
import { markdownTable } from '../markdown-table.ts';

/**
 * The DICOM conformance statement as Markdown, after the outline of PS3.2; every table is drawn from the registry
 * that the product itself goes by.
 */
export function conformanceStatement(): string {
  return `${[overview, ...sections].join('\n\n')}\n`;
}

const overview = `# DICOM conformance statement

Written by \`npm run conformance\` from the tables that the program itself goes by; a test keeps it so.

Osteon reads images from files and media and shows them; it is investigational and not for diagnosis. It offers no
web service, and speaks DICOM over the network only where an administrator switched it on. It writes results, views and
exported films as objects of their own, and never changes a file that it reads.`;

const objectNames: Readonly<Record<keyof typeof objectKinds, string>> = {
  structuredReport: 'Result of the second reader: Comprehensive SR',
  secondaryCapture: 'Film with heat map and words: Secondary Capture Image',
  presentationState: 'Display as read: Grayscale Softcopy Presentation State',
  measurements: 'What is drawn, with numbers: Comprehensive SR',
  keySelection: 'Starred images: Key Object Selection Document',
};

const templates: Readonly<Record<keyof typeof objectKinds, string>> = {
  structuredReport: 'TID 1500, the algorithm by TID 4019',
  secondaryCapture: '',
  presentationState: '',
  measurements: 'TID 1500, regions by TID 1410',
  keySelection: 'TID 2010',
};

const storage =
  'every Storage SOP class whose instances hold Pixel Data, Float Pixel Data or Double Float Pixel Data';

const sections: readonly string[] = [
  `## Network

Off until the administrator's policy names it, see [DICOM nodes](dicom-nodes.md). As a user, Osteon proposes a
presentation context for each pair of SOP Class and transfer syntax among the objects to be sent, with that one
transfer syntax, and sends each data set byte for byte as its file has it. As a provider, off and on loopback unless
told otherwise, it accepts from the calling titles on its list the first transfer syntax proposed that it reads.

${markdownTable(
  ['SOP classes', 'role', 'service', 'transfer syntaxes'],
  [
    ['Verification', 'SCU', 'C-ECHO', 'Implicit and Explicit VR Little Endian'],
    ['Verification', 'SCP', 'C-ECHO', 'those marked as read below'],
    ['every Storage SOP class of the standard', 'SCP', 'C-STORE', 'those marked as read below'],
    ['those of the objects sent', 'SCU', 'C-STORE', 'that of each file, nothing encoded anew'],
  ],
)}

${markdownTable(
  ['limit', 'value'],
  [
    ['associations at a time', `1 as user, ${mostConnections} as provider`],
    ['object received', `${largestObject / 2 ** 20} MiB`],
    ['operations at a time (asynchronous window)', '1, not negotiated'],
    ['presentation contexts of an association', `${mostContexts}; more take further associations`],
    ['PDU sent or taken, behind its header', `${largestPdu} bytes`],
    ['to connect, for each PDU to come, and to be taken', `${usualPatience / 1000} s`],
    ['AE title', 'set by the administrator or the person, OSTEON as delivered; 1 to 16 characters'],
    ['TLS', '1.2 and later, the peer verified, certificates in PEM'],
  ],
)}`,
  `## Media interchange

As a File-set Reader, Osteon reads any file by its content, whatever its name or place: Part 10 files with or without
preamble and File Meta Information, in folders, in ZIP archives (nested and encrypted ones too), and those that a
DICOMDIR lists. A DICOMDIR names files and no more: what is shown comes from the files themselves.

${markdownTable(['role', 'SOP classes'], [['File-set Reader', `Media Storage Directory Storage; ${storage}`]])}`,
  `## Objects

What Osteon makes of results and drawings, each in Explicit VR Little Endian, in a series of its own within the study of
the film and under new UIDs; the film itself is never changed:

${markdownTable(
  ['object', 'SOP class', 'template', 'modality'],
  Object.entries(objectKinds).map(([name, { sopClassUid, modality }]) => [
    objectNames[name as keyof typeof objectKinds],
    sopClassUid,
    templates[name as keyof typeof objectKinds],
    modality,
  ]),
)}

What it reads of others, beside images, and shows with the film that they name:

${markdownTable(
  ['object', 'SOP classes'],
  [
    ['Presentation state', presentationStates.join(', ')],
    ['Structured report, its text and its drawings', `all that begin with ${documents}`],
    ['Key object selection', keySelections],
  ],
)}`,
  `## Transfer syntaxes

One that is not read is told by its name with the code \`unsupported-transfer-syntax\`; one outside the standard with
\`unknown-transfer-syntax\`. Where a file names none, or its content contradicts the name, the content decides and the
image is marked.

${markdownTable(
  ['transfer syntax', 'UID', 'read'],
  transferSyntaxes.map((syntax) => [syntax.name, syntax.uid, syntax.codec ? readAs(syntax) : 'no']),
)}`,
  `## Pixels

Bits allocated 1, 8, 16 and 32, unsigned and two's complement, High Bit anywhere; floating point of 32 and 64 bits.
MONOCHROME1, MONOCHROME2, PALETTE COLOR (segmented palettes too), RGB, YBR_FULL, YBR_FULL_422, YBR_RCT and YBR_ICT, by
pixel and by plane. Frames of several fragments are joined by the Basic or Extended Offset Table, or where there is
neither, by their codestreams.

## Greyscale

In this order: Modality LUT Sequence or rescale; Pixel Padding Value and its range left out; VOI LUT Sequence, or
window by LINEAR, LINEAR_EXACT or SIGMOID; Presentation LUT Shape, or where it is absent the polarity of the
photometric interpretation. The same values before any window go to the classifier. Several windows and tables are
offered by their explanations; where a file gives none, the window spans all but half a percent of the pixels at
either end. Overlays (separate and in the pixels) and display shutters are drawn and can be hidden. Enhanced
multi-frame images take windows, rescale and spacing from their functional groups.

## Size

Millimetres come from Pixel Spacing, Imager Pixel Spacing and Estimated Radiographic Magnification Factor, and are
shown with how they are known: calibrated, at the detector, corrected for magnification, or unknown (PS3.3 10.7.1.3).

## Character sets

ISO_IR 6, 13, 100, 101, 109, 110, 126, 127, 138, 144, 148, 149, 166, 192, GB18030, GBK, and the ISO 2022 forms with
code extensions (IR 6, 13, 58, 87, 100, 101, 109, 110, 126, 127, 138, 144, 148, 149, 159, 166). What a set does not
define is shown as U+FFFD.`,
  `## Attributes that are read

${markdownTable(
  ['keyword', 'tag'],
  Object.entries(Tag).map(([name, tag]) => [keyword(name), group(tag)]),
)}

All others are passed over unread, private ones too.`,
  `## Failures

A file that cannot be shown is listed with one of these words; the same stand in exports and exit messages.

${markdownTable(
  ['code', 'what is told'],
  errorCodes.map((code) => [`\`${code}\``, failureTexts[code]]),
)}`,
];

function readAs({ lossy }: TransferSyntax): string {
  return lossy ? 'yes, marked lossy' : 'yes';
}

function keyword(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `x00100010` as the standard prints it. */
function group(tag: string): string {
  return `(${tag.slice(1, 5)},${tag.slice(5)})`.toUpperCase();
}
