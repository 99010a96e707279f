package relay.domain.verification.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import relay.domain.json.JsonText;

/**
 * Reads a report out of octets in whatever form it came: XML or JSON, in gzip or zip, as it is or
 * attached to a mail. What it is, its first octets tell; names and types lie too often.
 * Thread-safe; never throws for what the octets are.
 */
public final class ReportReader {
  private static final int ZIP_ENTRIES_MAX = 10;
  private final ReceivedReportSettings settings;

  public ReportReader(ReceivedReportSettings settings) {
    this.settings = settings;
  }

  /** Reads a file or a whole mail; the octets are not changed. */
  public ReportReading read(byte[] octets) {
    if (octets.length > settings.packedOctetsMax()) {
      return new ReportReading.Refused("it is larger than received-reports.packed-octets-max");
    }
    try {
      if (Form.of(octets) != Form.OTHER) {
        return document(octets);
      }
      return attached(octets);
    } catch (Unreadable e) {
      return new ReportReading.Refused(e.getMessage());
    }
  }

  /** The first attached part that is a report; else why the last candidate is none. */
  private ReportReading attached(byte[] mail) throws Unreadable {
    List<byte[]> parts = new MailParts(mail).candidates();
    String problem = "no DMARC or TLS report is in it";
    for (byte[] part : parts) {
      if (Form.of(part) != Form.OTHER) {
        try {
          return document(part);
        } catch (Unreadable e) {
          problem = e.getMessage();
        }
      }
    }
    throw new Unreadable(problem);
  }

  private ReportReading document(byte[] octets) throws Unreadable {
    try {
      return switch (Form.of(octets)) {
        case XML -> xml(new ByteArrayInputStream(octets));
        case JSON -> json(new ByteArrayInputStream(octets));
        case GZIP -> unpacked(new GZIPInputStream(new ByteArrayInputStream(octets)));
        case ZIP -> zip(new ZipInputStream(new ByteArrayInputStream(octets)));
        default -> throw new Unreadable("it is neither XML nor JSON");
      };
    } catch (BoundedInput.TooLarge e) {
      throw new Unreadable(e.getMessage());
    } catch (IOException e) {
      throw new Unreadable("it is damaged: " + Plain.text(String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      // ZipInputStream throws it for names that are no UTF-8.
      throw new Unreadable("it is damaged: the names in it cannot be read");
    }
  }

  private ReportReading zip(ZipInputStream zip) throws IOException, Unreadable {
    Unreadable problem = new Unreadable("the zip file has no file in it");
    for (int i = 0; i < ZIP_ENTRIES_MAX; i++) {
      ZipEntry entry = zip.getNextEntry();
      if (entry == null) {
        throw problem;
      }
      if (!entry.isDirectory()) {
        // What is beside the report is unpacked to get past it, and must be as small as a report.
        BoundedInput file = new BoundedInput(zip, settings.xmlOctetsMax());
        try {
          return unpacked(file);
        } catch (Unreadable e) {
          problem = e;
          file.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
    throw new Unreadable("the zip file has more than " + ZIP_ENTRIES_MAX + " entries");
  }

  /** Tells the form by the first octets of a stream. */
  private ReportReading unpacked(InputStream in) throws IOException, Unreadable {
    byte[] start = in.readNBytes(Form.LOOK);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), in);
    return switch (Form.of(start)) {
      case XML -> xml(whole);
      case JSON -> json(whole);
      case OTHER -> throw new Unreadable("what is packed in it is neither XML nor JSON");
      default -> throw new Unreadable("it is packed more than once");
    };
  }

  private ReportReading xml(InputStream in) throws IOException, Unreadable {
    InputStream bounded = new BoundedInput(in, settings.xmlOctetsMax());
    return new ReportReading.Dmarc(new DmarcXml(settings.recordsMax()).read(bounded));
  }

  private ReportReading json(InputStream in) throws IOException, Unreadable {
    byte[] octets = new BoundedInput(in, settings.jsonOctetsMax()).readAllBytes();
    String text = new String(octets, StandardCharsets.UTF_8);
    text = text.startsWith("\ufeff") ? text.substring(1) : text;
    try {
      return new ReportReading.Tls(
          new TlsJson(JsonText.object(text), settings.recordsMax()).report());
    } catch (IllegalArgumentException e) {
      throw new Unreadable("the TLS report is no JSON object");
    }
  }
}
