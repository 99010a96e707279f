package relay.domain.verification.report;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import relay.domain.verification.report.DmarcReport.PublishedPolicy;
import relay.domain.verification.report.DmarcReport.Row;

/** Reads one DMARC report, record by record. One use, one thread. */
final class DmarcXml {
  private static final int PROBLEMS_MAX = 20;
  private static final int ERRORS_MAX = 20;
  private static final long EPOCH_SECONDS_MAX = 253_402_300_799L; // the end of the year 9999
  private final int recordsMax;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int records;
  private XmlElement metadata;
  private XmlElement policy;

  DmarcXml(int recordsMax) {
    this.recordsMax = recordsMax;
  }

  static Unreadable withDtd() {
    return new Unreadable("it has a DTD or entities, which no report needs");
  }

  DmarcReport read(InputStream in) throws IOException, Unreadable {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(XmlText.of(in));
      document(xml);
    } catch (XMLStreamException e) {
      throw tooLarge(e).orElse(broken(e.getMessage()));
    } catch (RuntimeException e) {
      // The JDK's parser has thrown index and cast exceptions for what is no XML.
      throw tooLarge(e).orElse(broken(e.toString()));
    }
    return report();
  }

  /** The JDK's own parser whatever the server brings, with everything off that reaches outside. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside is read");
        });
    return factory;
  }

  private void document(XMLStreamReader xml) throws XMLStreamException, Unreadable {
    while (xml.next() != XMLStreamConstants.START_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.DTD) {
        throw withDtd();
      }
    }
    if (!xml.getLocalName().equals("feedback")) {
      throw new Unreadable("it is XML, yet no DMARC report");
    }
    String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw withDtd();
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        part(xml, namespace);
      }
    }
  }

  private void part(XMLStreamReader xml, String namespace) throws XMLStreamException, Unreadable {
    String name = XmlElement.isOf(xml, namespace) ? xml.getLocalName() : "";
    switch (name) {
      case "report_metadata" -> metadata = XmlElement.read(xml, namespace);
      case "policy_published" -> policy = XmlElement.read(xml, namespace);
      case "record" -> {
        if (++records > recordsMax) {
          XmlElement.skip(xml);
        } else {
          DmarcRecordXml.row(XmlElement.read(xml, namespace), this::problem).ifPresent(rows::add);
        }
      }
      default -> XmlElement.skip(xml);
    }
  }

  private DmarcReport report() throws Unreadable {
    if (metadata == null || policy == null) {
      throw new Unreadable("it is no whole DMARC report: who reports on which policy is missing");
    }
    String id = Plain.text(metadata.text("report_id"));
    String domain = Plain.domain(policy.text("domain"));
    if (id.isEmpty() || domain.isEmpty()) {
      throw new Unreadable("it is no whole DMARC report: it has no id or is about no domain");
    }
    if (records > recordsMax) {
      problem((records - recordsMax) + " records are left out (received-reports.records-max)");
    }
    String generator = Plain.text(metadata.text("generator"));
    String mail = Plain.text(metadata.text("email"));
    return new DmarcReport(
        Plain.text(metadata.text("org_name")),
        mail.isEmpty() ? Plain.text(metadata.text("extra_contact_info")) : mail,
        id,
        period(),
        Optional.of(generator).filter(g -> !g.isEmpty()),
        published(domain),
        rows,
        metadata.all("error").stream().limit(ERRORS_MAX).map(e -> Plain.text(e.text())).toList(),
        problems);
  }

  private Period period() throws Unreadable {
    XmlElement range =
        metadata.first("date_range").orElseThrow(() -> new Unreadable("it is about no time"));
    Period period = new Period(instant(range.text("begin")), instant(range.text("end")));
    if (period.end().isBefore(period.begin())) {
      problem("its time ends before it begins");
    }
    return period;
  }

  private static Instant instant(String text) throws Unreadable {
    long seconds = Plain.count(text);
    if (seconds < 0 || seconds > EPOCH_SECONDS_MAX) {
      throw new Unreadable("its time is no number of seconds: \"" + Plain.text(text) + "\"");
    }
    return Instant.ofEpochSecond(seconds);
  }

  private PublishedPolicy published(String domain) {
    return new PublishedPolicy(
        domain,
        Plain.word(policy.text("discovery_method")),
        Plain.word(policy.text("p")),
        Plain.word(policy.text("sp")),
        Plain.word(policy.text("np")),
        Plain.word(policy.text("adkim")),
        Plain.word(policy.text("aspf")),
        Plain.word(policy.text("pct")),
        Plain.word(policy.text("testing")),
        Plain.word(policy.text("fo")));
  }

  private void problem(String sentence) {
    if (problems.size() < PROBLEMS_MAX) {
      problems.add(sentence);
    }
  }

  /** The parser wraps what its stream throws. */
  private static Optional<Unreadable> tooLarge(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedInput.TooLarge) {
        return Optional.of(new Unreadable(cause.getMessage()));
      }
      if (cause instanceof XMLStreamException e && e.getNestedException() != e.getCause()) {
        return tooLarge(e.getNestedException());
      }
    }
    return Optional.empty();
  }

  private static Unreadable broken(String message) {
    return new Unreadable("its XML is broken: " + Plain.text(String.valueOf(message)));
  }

  /** Who hears about what could not be read. */
  interface Problems {
    void add(String sentence);
  }
}
