import type { FormatSettings } from './format-options.ts';
import type { LayerId } from './layers.ts';

/** What a format is: all that a picker and a file name need. How it is written lives in `engine/formats/`. */
export interface FormatInfo {
  readonly label: string;
  readonly extension: string;
  readonly mime: string;
  /** What it is good for, in a few words. */
  readonly purpose: string;
  /** Programs that open it. */
  readonly programs: string;
  /** Whether the file itself says where on Earth it lies; the ZIP gets a text that says it for the others. */
  readonly georeferenced: boolean;
  /** Whether each of its files must consist of closed bodies. */
  readonly closedOnly?: boolean;
  /** Whether coordinates are those of a sheet of paper, from its upper left corner. */
  readonly onSheet?: true;
  /** The only layers that it can hold; absent: all. */
  readonly holds?: readonly LayerId[];
  /** The options that apply to it, each with its default here. */
  readonly options: Partial<FormatSettings>;
  /** What the format prescribes where others have an option. */
  readonly fixed?: Partial<FormatSettings>;
}

export const FORMATS = {
  stl: {
    label: 'STL',
    extension: 'stl',
    mime: 'model/stl',
    purpose: '3D printing and milling: closed solids, no colours',
    programs: 'PrusaSlicer, Bambu Studio, Cura, MeshLab, Blender',
    georeferenced: false,
    options: {
      up_axis: 'z',
      unit: 'm',
      scale: 1,
      xy_origin: 'middle',
      z_origin: 'datum',
      encoding: 'binary',
      precision: 'auto',
      fuse: false,
    },
  },
  '3mf': {
    label: '3MF',
    extension: '3mf',
    mime: 'model/3mf',
    purpose: '3D printing in colours: an object per layer, in millimetres, to scale',
    programs: 'PrusaSlicer, Bambu Studio, OrcaSlicer, Cura, Windows 3D Viewer',
    georeferenced: false,
    closedOnly: true,
    options: { scale: 'fit', precision: 'auto', fuse: false },
    fixed: { unit: 'mm', xy_origin: 'corner', z_origin: 'zero' },
  },
  obj: {
    label: 'OBJ',
    extension: 'obj',
    mime: 'model/obj',
    purpose: 'Modelling and rendering: groups and materials',
    programs: 'Blender, Cinema 4D, 3ds Max, Maya, MeshLab',
    georeferenced: false,
    options: {
      up_axis: 'z',
      unit: 'm',
      scale: 1,
      xy_origin: 'middle',
      z_origin: 'datum',
      faces: 'triangles',
      group_by: 'building',
      normals: 'none',
      precision: 'auto',
      fuse: false,
    },
  },
  glb: {
    label: 'glTF (GLB)',
    extension: 'glb',
    mime: 'model/gltf-binary',
    purpose: 'Web, games and rendering: a tree of layers and buildings with materials and attributes',
    programs: 'Blender, three.js, Babylon.js, Unreal, Unity, Godot, Windows 3D Viewer',
    georeferenced: false,
    options: {
      scale: 1,
      xy_origin: 'middle',
      z_origin: 'datum',
      group_by: 'building',
      normals: 'smooth',
      meshopt: false,
      instancing: false,
    },
    fixed: { up_axis: 'y' },
  },
  ply: {
    label: 'PLY',
    extension: 'ply',
    mime: 'model/ply',
    purpose: 'Scanning and research: one mesh with coloured vertices',
    programs: 'MeshLab, CloudCompare, Blender, Open3D',
    georeferenced: false,
    options: {
      up_axis: 'z',
      unit: 'm',
      scale: 1,
      xy_origin: 'middle',
      z_origin: 'datum',
      encoding: 'binary',
      faces: 'triangles',
      normals: 'none',
      precision: 'auto',
      fuse: false,
    },
  },
  dae: {
    label: 'COLLADA',
    extension: 'dae',
    mime: 'model/vnd.collada+xml',
    purpose: 'SketchUp and older modellers: layers as nodes, materials',
    programs: 'SketchUp, Blender, Maya, 3ds Max',
    georeferenced: false,
    options: {
      up_axis: 'z',
      unit: 'm',
      scale: 1,
      xy_origin: 'middle',
      z_origin: 'datum',
      faces: 'triangles',
      group_by: 'building',
      normals: 'none',
      precision: 'auto',
    },
  },
  usdz: {
    label: 'USDZ',
    extension: 'usdz',
    mime: 'model/vnd.usdz+zip',
    purpose: 'iPhone and iPad: look at the model in the room',
    programs: 'AR Quick Look, Reality Composer, Blender, Omniverse',
    georeferenced: false,
    options: {
      scale: 1,
      xy_origin: 'middle',
      z_origin: 'datum',
      group_by: 'layer',
      normals: 'smooth',
      precision: 'auto',
    },
    fixed: { up_axis: 'y' },
  },
  dxf: {
    label: 'DXF',
    extension: 'dxf',
    mime: 'image/vnd.dxf',
    purpose: 'CAD: a layer per kind of object',
    programs: 'AutoCAD, BricsCAD, Rhino, Vectorworks, SketchUp',
    georeferenced: false,
    options: { unit: 'm', scale: 1, xy_origin: 'middle', z_origin: 'datum', precision: 'auto' },
  },
  '3dm': {
    label: 'Rhino 3DM',
    extension: '3dm',
    mime: 'model/vnd.3dm',
    purpose: 'Rhino and Grasshopper: layers, colours, a mesh per building with its attributes as user text',
    programs: 'Rhino, Grasshopper, VisualARQ, McNeel’s viewers',
    georeferenced: false,
    options: { unit: 'm', scale: 1, xy_origin: 'middle', z_origin: 'datum' },
  },
  geojson: {
    label: 'GeoJSON',
    extension: 'geojson',
    mime: 'application/geo+json',
    purpose: 'Web maps and GIS: footprints, lines, areas and points with all attributes, in WGS84',
    programs: 'QGIS, ArcGIS, Leaflet, MapLibre, kepler.gl, PostGIS',
    georeferenced: true,
    options: { precision: 'auto' },
  },
  flatgeobuf: {
    label: 'FlatGeobuf',
    extension: 'fgb',
    mime: 'application/flatgeobuf',
    purpose: 'GIS at scale: the features of the GeoJSON, smaller and faster to read, a column per attribute',
    programs: 'QGIS, GDAL, MapLibre, Leaflet, GeoServer, PostGIS',
    georeferenced: true,
    options: {},
  },
  cityjson: {
    label: 'CityJSON',
    extension: 'city.json',
    mime: 'application/city+json',
    purpose: '3D GIS and simulation: objects that know what they are, with roofs, walls and attributes',
    programs: 'ninja, QGIS (CityJSON Loader), Blender (Up3date), FME, 3DCityDB, azul',
    georeferenced: true,
    options: { crs: 'utm', precision: 'auto' },
  },
  cityjsonseq: {
    label: 'CityJSONSeq',
    extension: 'city.jsonl',
    mime: 'application/city+json-seq',
    purpose: 'The same, a line for each object: for large models and pipelines',
    programs: 'cjseq, cjio, 3DBAG tools, val3dity',
    georeferenced: true,
    options: { crs: 'utm', precision: 'auto' },
  },
  geotiff: {
    label: 'GeoTIFF',
    extension: 'tif',
    mime: 'image/tiff',
    purpose: 'Terrain analysis: the ground’s heights as a raster, for slopes, shading and volumes',
    programs: 'QGIS, ArcGIS, GRASS, Global Mapper, Blender (BlenderGIS)',
    georeferenced: true,
    holds: ['terrain'],
    options: { crs: 'utm' },
  },
  ifc: {
    label: 'IFC4',
    extension: 'ifc',
    mime: 'application/x-step',
    purpose: 'BIM: the surroundings of a project, georeferenced, with walls, roofs and property sets',
    programs: 'Revit, Archicad, Allplan, BlenderBIM, BIMcollab Zoom, Solibri',
    georeferenced: true,
    options: { crs: 'utm', precision: 'auto' },
  },
  svg: {
    label: 'SVG plan',
    extension: 'svg',
    mime: 'image/svg+xml',
    purpose: 'Site plans and figure-ground plans to scale, to be drawn on: a layer per kind of object',
    programs: 'Illustrator, Inkscape, Affinity Designer, Figma, any browser',
    georeferenced: false,
    onSheet: true,
    options: { scale: 'fit', plan: 'site' },
    fixed: { unit: 'mm' },
  },
  png: {
    label: 'PNG plan',
    extension: 'png',
    mime: 'image/png',
    purpose: 'The same plan as a picture for slides and reports',
    programs: 'Any picture viewer, Word, PowerPoint, InDesign',
    georeferenced: false,
    onSheet: true,
    options: { scale: 'fit', plan: 'site' },
    fixed: { unit: 'mm' },
  },
} as const satisfies Record<string, FormatInfo>;

/** The layers of a selection that a format can hold. */
export function heldLayers<Id extends LayerId>(format: FormatId, layers: readonly Id[]): Id[] {
  const { holds }: FormatInfo = FORMATS[format];
  return layers.filter((layer) => holds?.includes(layer) ?? true);
}

export type FormatId = keyof typeof FORMATS;

export const FORMAT_IDS = Object.keys(FORMATS) as FormatId[];

/** The documented default of the Simple Export API. */
export const DEFAULT_FORMAT: FormatId = 'stl';
