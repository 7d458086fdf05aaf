import * as v from 'valibot';

/** An Application Entity title (PS3.5 6.2, AE): 1 to 16 characters, no backslash, spaces around it without meaning. */
export const aeTitleSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(16),
  v.regex(/^[\x20-\x5b\x5d-\x7e]+$/),
);

/** A name or an address of a computer, without port. */
export const hostSchema = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9._:-]{1,253}$/));
export const portSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
export const nodeNameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));

/** The port that PS3.8 9.1.1 registers for DICOM without privileges. */
export const usualPort = 11_112;
export const usualAeTitle = 'OSTEON';
export const mostNodes = 50;

const file = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));

/** TLS, with files in PEM: the authority that vouches for the peer, and what the peer may ask of us. */
const tlsSchema = v.strictObject({
  /** The system's authorities where it is left out. */
  authority: v.optional(v.nullable(file), null),
  certificate: v.optional(v.nullable(file), null),
  key: v.optional(v.nullable(file), null),
});

/** Another Application Entity, and where it listens. */
export const dicomNodeSchema = v.strictObject({
  /** For people; unique among the nodes. */
  name: nodeNameSchema,
  aeTitle: aeTitleSchema,
  host: hostSchema,
  port: portSchema,
  tls: v.optional(v.nullable(tlsSchema), null),
});

/** Where objects are received. */
export const listenerSchema = v.strictObject({
  on: v.optional(v.boolean(), false),
  /** Whether the window begins to receive by itself; a person can otherwise, where it is on. */
  startsWithOsteon: v.optional(v.boolean(), false),
  /** Which of this computer's addresses; others than loopback are reached from outside. */
  address: v.optional(hostSchema, '127.0.0.1'),
  port: v.optional(portSchema, usualPort),
  /** Whose associations are accepted; nobody's where it is empty. */
  callingAeTitles: v.optional(v.pipe(v.array(aeTitleSchema), v.maxLength(200)), []),
  /** What is received goes there. */
  folder: v.optional(v.nullable(file), null),
  tls: v.optional(v.nullable(tlsSchema), null),
});

export const networkSchema = v.strictObject({
  /** Of this computer. */
  aeTitle: v.optional(aeTitleSchema, usualAeTitle),
  nodes: v.optional(
    v.pipe(
      v.array(dicomNodeSchema),
      v.maxLength(mostNodes),
      v.check((nodes) => new Set(nodes.map(({ name }) => name)).size === nodes.length),
    ),
    [],
  ),
  listener: v.optional(listenerSchema, {}),
});

export type TlsFiles = Readonly<v.InferOutput<typeof tlsSchema>>;
export type DicomNode = Readonly<v.InferOutput<typeof dicomNodeSchema>>;
export type ListenerSettings = Readonly<v.InferOutput<typeof listenerSchema>>;
export type NetworkSettings = Readonly<v.InferOutput<typeof networkSchema>>;

/** Nobody is known, and nobody can send. */
export const usualNetwork: NetworkSettings = v.parse(networkSchema, {});
