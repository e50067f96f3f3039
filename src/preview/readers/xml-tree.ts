import { parseXml } from './xml-events.ts';

/** An element with all that is in it. */
export class XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[] = [];
  text = '';

  constructor(name: string, attributes: Readonly<Record<string, string>>) {
    this.name = name;
    this.attributes = attributes;
  }

  /** The children of a name. */
  all(name: string): XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }

  /** What is found by going down along names; undefined where the way ends. */
  find(...path: readonly string[]): XmlElement | undefined {
    let element: XmlElement | undefined = this;
    for (const name of path) element = element?.children.find((child) => child.name === name);
    return element;
  }

  /** Every element of a name below this one. */
  *below(name: string): Generator<XmlElement> {
    for (const child of this.children) {
      if (child.name === name) yield child;
      yield* child.below(name);
    }
  }

  /** The text as numbers. */
  numbers(): Float64Array {
    const text = this.text.trim();
    return text === '' ? new Float64Array() : Float64Array.from(text.split(/\s+/), Number);
  }
}

/** Parses XML into its root element. @throws ExportError `bad-file` */
export function parseXmlTree(fileName: string, bytes: Uint8Array): XmlElement {
  const root = new XmlElement('', {});
  const stack = [root];
  parseXml(fileName, bytes, {
    open: ({ name, attributes }) => {
      const element = new XmlElement(name, attributes);
      stack.at(-1)!.children.push(element);
      stack.push(element);
    },
    text: (text) => {
      stack.at(-1)!.text += text;
    },
    close: () => void stack.pop(),
  });
  return root.children[0] ?? root;
}
