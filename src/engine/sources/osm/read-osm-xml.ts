import { SaxesParser } from 'saxes';
import { OsmBuilder } from './osm-builder.ts';
import { asBadFile, badFile, isoTimestamp, type OsmFile } from './osm-file.ts';
import { OsmXmlElements, type XmlTag } from './osm-xml-elements.ts';

/**
 * Reads OSM XML: from the OSM API, from JOSM (elements marked as deleted are left out), from Overpass with or without
 * `out geom`.
 * @param chunks the file's bytes
 * @param name names the file in errors
 * @throws ExportError `bad-file` where the XML is damaged, ends too early or is something else
 */
export async function readOsmXml(chunks: AsyncIterable<Uint8Array>, name: string): Promise<OsmFile> {
  const document = new OsmXmlDocument(name);
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk, name);
    document.write(decoder.decode(chunk, { stream: true }));
  }
  return document.close(decoder?.decode() ?? '');
}

class OsmXmlDocument {
  readonly #name: string;
  readonly #builder = new OsmBuilder();
  readonly #elements = new OsmXmlElements(this.#builder);
  readonly #parser = new SaxesParser({ xmlns: false });
  #timestamp: string | undefined;
  #hasRoot = false;
  /** Text of Overpass' `<remark>`. */
  #remark = '';
  #inRemark = false;

  constructor(name: string) {
    this.#name = name;
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', (tag) => this.#close(tag));
    this.#parser.on('text', (text) => {
      if (this.#inRemark) this.#remark += text;
    });
  }

  write(text: string): void {
    try {
      this.#parser.write(text);
    } catch (thrown) {
      throw asBadFile(this.#name, 'it is damaged or cut off, or it is not XML', thrown);
    }
  }

  close(text: string): OsmFile {
    this.write(text);
    try {
      this.#parser.close();
    } catch (thrown) {
      throw asBadFile(this.#name, 'it is cut off', thrown);
    }
    const remark = this.#remark.trim();
    if (/error/i.test(remark)) throw badFile(this.#name, `the Overpass answer in it is not complete: ${remark}`);
    const { data, notes } = this.#builder.build();
    if (remark) notes.push({ note: remark, count: 1 });
    return this.#timestamp === undefined ? { data, notes } : { data, notes, timestamp: this.#timestamp };
  }

  #open(tag: XmlTag): void {
    if (!this.#hasRoot) this.#openRoot(tag);
    else if (tag.name === 'meta') this.#timestamp = isoTimestamp(tag.attributes.osm_base) ?? this.#timestamp;
    else if (tag.name === 'remark') this.#inRemark = true;
    else this.#elements.open(tag);
  }

  #openRoot({ name, attributes }: XmlTag): void {
    if (name !== 'osm') throw badFile(this.#name, `it is XML, but not map data (<${name}> where <osm> belongs)`);
    this.#hasRoot = true;
    this.#timestamp = isoTimestamp(attributes.timestamp);
  }

  #close(tag: XmlTag): void {
    if (tag.name === 'remark') this.#inRemark = false;
    else this.#elements.close(tag);
  }
}

/** UTF-8 unless the XML declaration names another encoding. */
function decoderFor(firstChunk: Uint8Array, name: string): TextDecoder {
  const start = new TextDecoder('latin1').decode(firstChunk.subarray(0, 200));
  const encoding = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']/.exec(start)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(encoding);
  } catch (thrown) {
    throw badFile(name, `its text encoding "${encoding}" is unknown`, 'Save the file as UTF-8.', thrown);
  }
}
