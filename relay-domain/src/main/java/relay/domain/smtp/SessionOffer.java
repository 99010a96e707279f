package relay.domain.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import relay.domain.authentication.Mechanism;

/**
 * What a session offers in its answer to EHLO, and therefore which parameters it understands.
 *
 * @param sizeMax octets, for SIZE (RFC 1870)
 * @param recipientsMax for LIMITS RCPTMAX (RFC 9422)
 * @param messagesMax for LIMITS MAILMAX
 * @param startTls STARTTLS can be used now (RFC 3207)
 * @param requireTls the session is encrypted, so REQUIRETLS has a meaning (RFC 8689)
 * @param logins mechanisms that AUTH can be used with now (RFC 4954); empty: no AUTH
 * @param futureReleaseMax the longest hold of RFC 4865; zero when not offered
 */
public record SessionOffer(
    long sizeMax,
    int recipientsMax,
    int messagesMax,
    boolean startTls,
    boolean requireTls,
    Set<Mechanism> logins,
    Duration futureReleaseMax) {

  /** The lines after the first one. */
  public List<String> keywords(Instant now) {
    List<String> lines = new ArrayList<>(14);
    lines.add("PIPELINING");
    lines.add("SIZE " + sizeMax);
    lines.add("8BITMIME");
    lines.add("SMTPUTF8");
    lines.add("DSN");
    lines.add("CHUNKING");
    lines.add("DELIVERBY");
    lines.add("MT-PRIORITY");
    if (offersFutureRelease()) {
      Instant latest = now.plus(futureReleaseMax);
      lines.add(
          "FUTURERELEASE "
              + futureReleaseMax.toSeconds()
              + " "
              + Instant.ofEpochSecond(latest.getEpochSecond()));
    }
    lines.add("LIMITS MAILMAX=" + messagesMax + " RCPTMAX=" + recipientsMax);
    if (requireTls) {
      lines.add("REQUIRETLS");
    }
    if (startTls) {
      lines.add("STARTTLS");
    }
    if (!logins.isEmpty()) {
      StringBuilder auth = new StringBuilder("AUTH");
      logins.forEach(mechanism -> auth.append(' ').append(mechanism.word()));
      lines.add(auth.toString());
    }
    lines.add("ENHANCEDSTATUSCODES");
    return lines;
  }

  boolean offersFutureRelease() {
    return futureReleaseMax.toSeconds() > 0;
  }
}
