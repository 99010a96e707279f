package relay.domain.bounce;

import java.io.IOException;
import java.io.InputStream;
import relay.domain.delivery.Report;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.queue.QueuedMail;

/**
 * What of the mail comes back in a report.
 *
 * @param type MIME type
 * @param whole whether it is the mail and not only its header
 * @param header its octets with CR LF at the end; empty when the whole mail comes back
 * @param eightBit whether octets above 127 may be in it
 */
record ReturnedPart(String type, boolean whole, byte[] header, boolean eightBit) {
  private static final int FIELDS_MAX = 1000;

  static ReturnedPart of(Report report, ReportSettings settings) throws IOException {
    QueuedMail mail = report.about();
    MailOptions options = mail.envelope().options();
    boolean international = options.smtpUtf8();
    if (isWhole(report, settings)) {
      String type = international ? "message/global" : "message/rfc822";
      return new ReturnedPart(type, true, new byte[0], options.eightBit() || international);
    }
    byte[] header = header(mail.content(), settings.headerMax());
    boolean eightBit = hasEightBit(header);
    String type = international ? "message/global-headers" : "text/rfc822-headers";
    return new ReturnedPart(type, false, header, eightBit);
  }

  private static boolean isWhole(Report report, ReportSettings settings) {
    MailOptions options = report.about().envelope().options();
    long size = report.about().content().size();
    // RFC 3461 6.2: only failures return the mail. RFC 8689 5: never what asked for TLS all the
    // way.
    if (report.kind() != Report.Kind.FAILURE || options.requireTls()) {
      return false;
    }
    boolean fits = size <= settings.returnMax();
    return options
        .ret()
        .map(ret -> ret == ReturnContent.FULL && fits)
        .orElse(fits && size <= settings.returnUnaskedMax());
  }

  /** Whole fields only, as many as fit. */
  private static byte[] header(Content content, int octetsMax) throws IOException {
    int length = endOfHeader(HeaderSection.of(content, octetsMax, FIELDS_MAX));
    try (InputStream in = content.open()) {
      return in.readNBytes(length);
    }
  }

  private static int endOfHeader(HeaderSection section) {
    var fields = section.fields();
    return fields.isEmpty() ? 0 : fields.get(fields.size() - 1).end();
  }

  private static boolean hasEightBit(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return true;
      }
    }
    return false;
  }
}
