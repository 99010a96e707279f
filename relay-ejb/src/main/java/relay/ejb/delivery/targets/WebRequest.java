package relay.ejb.delivery.targets;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.mail.Recipient;
import relay.domain.routing.AuthKind;
import relay.domain.routing.NextHop;
import relay.domain.routing.Smarthost.Login;

/** The request line and the fields of a POST. No text of a mail can end a field. */
final class WebRequest {
  private WebRequest() {}

  static byte[] head(TransmissionOrder order, NextHop.WebService service) {
    URI url = service.url();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    var head = new StringBuilder(512).append("POST ").append(path).append(query);
    head.append(" HTTP/1.1\r\n");
    field(head, "Host", url.getRawAuthority());
    field(head, "User-Agent", "relay");
    field(head, "Connection", "close");
    field(head, "Content-Type", "message/rfc822");
    field(
        head,
        "Content-Length",
        String.valueOf(order.addedFields().length + order.content().size()));
    service.login().ifPresent(login -> field(head, "Authorization", authorization(login)));
    // The same for each attempt of the same mail, so that a service can tell a repetition.
    field(head, "Idempotency-Key", order.queueId() + "-" + MaildirTransmission.fingerprint(order));
    field(head, "X-Relay-Queue-Id", order.queueId());
    field(head, "X-Relay-Tenant", order.owner().tenant());
    field(head, "X-Relay-Stream", order.owner().stream());
    field(head, "X-Relay-Mail-From", order.envelope().sender().toString());
    for (Recipient recipient : order.envelope().recipients()) {
      field(head, "X-Relay-Rcpt-To", recipient.address().toString());
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String authorization(Login login) {
    if (login.kind() == AuthKind.BEARER) {
      return "Bearer " + login.password();
    }
    String both = login.user() + ":" + login.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** What is not printable ASCII goes as in a URL, octet by octet of its UTF-8. */
  private static void field(StringBuilder out, String name, String value) {
    out.append(name).append(": ");
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet < 127) {
        out.append((char) octet);
      } else {
        out.append('%').append(hex(octet >> 4)).append(hex(octet));
      }
    }
    out.append("\r\n");
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 15, 16));
  }
}
