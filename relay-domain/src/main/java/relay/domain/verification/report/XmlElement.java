package relay.domain.verification.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A small piece of a document in memory: a name, a text, the elements below. One thread. */
final class XmlElement {
  private static final int DEPTH_MAX = 8;
  private static final int ELEMENTS_MAX = 2000;
  private static final int TEXT_MAX = 4000;

  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final List<XmlElement> children = new ArrayList<>();

  private XmlElement(String name) {
    this.name = name;
  }

  /**
   * Reads the element that begins here, to its end. Elements of other namespaces are passed over:
   * they are extensions (RFC 9990 3.1.1).
   *
   * @param namespace that of the document; empty for none
   */
  static XmlElement read(XMLStreamReader xml, String namespace)
      throws XMLStreamException, Unreadable {
    List<XmlElement> open = new ArrayList<>();
    XmlElement top = new XmlElement(xml.getLocalName());
    open.add(top);
    int elements = 0;
    while (!open.isEmpty()) {
      XmlElement inner = open.get(open.size() - 1);
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (!isOf(xml, namespace)) {
            skip(xml);
          } else if (open.size() == DEPTH_MAX || ++elements > ELEMENTS_MAX) {
            throw new Unreadable("a part of the report is too deep or too long");
          } else {
            XmlElement child = new XmlElement(xml.getLocalName());
            inner.children.add(child);
            open.add(child);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> inner.add(xml);
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw DmarcXml.withDtd();
        default -> xml.getEventType();
      }
    }
    return top;
  }

  static boolean isOf(XMLStreamReader xml, String namespace) {
    String own = xml.getNamespaceURI();
    return own == null || own.isEmpty() || own.equals(namespace);
  }

  /** Passes over the element that begins here. */
  static void skip(XMLStreamReader xml) throws XMLStreamException, Unreadable {
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw DmarcXml.withDtd();
      }
    }
  }

  String name() {
    return name;
  }

  /** Its own text, not cleaned. */
  String text() {
    return text.toString();
  }

  /** The text of the first element of this name below; empty when there is none. */
  String text(String child) {
    return first(child).map(XmlElement::text).orElse("");
  }

  Optional<XmlElement> first(String child) {
    return children.stream().filter(c -> c.name.equals(child)).findFirst();
  }

  List<XmlElement> all(String child) {
    return children.stream().filter(c -> c.name.equals(child)).toList();
  }

  private void add(XMLStreamReader xml) {
    int room = TEXT_MAX - text.length();
    if (room > 0) {
      text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
    }
  }
}
