import { Builder } from 'flatbuffers';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';

const WGS84 = 4326;

/** The magic bytes and the header. The library's own writes neither that there is an index, nor the extent, nor a name. */
export function flatgeobufHead(name: string, header: HeaderMeta): Uint8Array {
  const builder = new Builder();
  const text = (value: string | null) => (value === null ? 0 : builder.createString(value));
  const columns = Header.createColumnsVector(
    builder,
    (header.columns ?? []).map(({ name: columnName, type }) => {
      const offset = builder.createString(columnName);
      Column.startColumn(builder);
      Column.addName(builder, offset);
      Column.addType(builder, type);
      return Column.endColumn(builder);
    }),
  );
  Crs.startCrs(builder);
  Crs.addCode(builder, WGS84);
  const crs = Crs.endCrs(builder);
  const envelope = header.envelope ? Header.createEnvelopeVector(builder, header.envelope) : 0;
  const [nameText, description] = [text(name), text(header.description)];
  Header.startHeader(builder);
  Header.addName(builder, nameText);
  if (envelope) Header.addEnvelope(builder, envelope);
  Header.addGeometryType(builder, header.geometryType);
  Header.addColumns(builder, columns);
  Header.addFeaturesCount(builder, BigInt(header.featuresCount));
  Header.addIndexNodeSize(builder, header.indexNodeSize);
  Header.addCrs(builder, crs);
  if (description) Header.addDescription(builder, description);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return Uint8Array.from([...magicbytes, ...builder.asUint8Array()]);
}
