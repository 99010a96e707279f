package relay.ejb.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.dnssec.R;
import org.xbill.DNS.dnssec.ValidatingResolver;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.DnsSettings;
import relay.domain.routing.DnssecSettings;

/**
 * Asks and validates (RFC 4035 5) from the trust anchors down, with the library's validator, and
 * believes it less than it says: what it is shown is cut down to the answer, and what it does not
 * call secure or insecure by a reason counts as no answer. Remembers the keys of zones.
 * Thread-safe.
 */
final class DnssecValidator {
  private static final String TOO_MANY_ITERATIONS = "failed.nsec3_ignored";
  // The library looks keys up again in the middle of a validation and takes it ill if they are
  // gone.
  private static final long KEY_SECONDS_MIN = 60;
  private final DnsServers servers;
  private final DnsSettings settings;
  private final InstantSource clock;
  private final ValidatingResolver library;

  /**
   * @param clock for the times of signatures; keys are forgotten by the clock of the system
   * @throws relay.domain.settings.InvalidSetting for trust anchors that cannot be used
   */
  DnssecValidator(DnsServers servers, DnsSettings settings, InstantSource clock) {
    this.servers = servers;
    this.settings = settings;
    this.clock = clock;
    // The library's texts stand in a bundle that any other library may shadow.
    R.setUseNeutralMessages(true);
    library = new ValidatingResolver(new ValidationResolver(), clock.withZone(ZoneOffset.UTC));
    try (InputStream anchors = TrustAnchors.of(settings.dnssec().trustAnchors())) {
      library.init(properties(settings));
      library.loadTrustAnchors(anchors);
    } catch (IOException e) {
      throw new UncheckedIOException("the DNSSEC validator cannot be set up", e);
    }
  }

  private static Properties properties(DnsSettings settings) {
    DnssecSettings dnssec = settings.dnssec();
    var properties = new Properties();
    long keySeconds = Math.max(KEY_SECONDS_MIN, settings.ttlMax().toSeconds());
    properties.put("dnsjava.dnssec.keycache.max_ttl", "" + keySeconds);
    properties.put("dnsjava.dnssec.keycache.max_size", "" + dnssec.keysMax());
    // By the size of keys: the one entry is for all sizes.
    properties.put("dnsjava.dnssec.nsec3.iterations.1024", "" + dnssec.nsec3IterationsMax());
    // RFC 4509 3: a zone that has a good digest is not believed by its bad one.
    properties.put("dnsjava.dnssec.harden_algo_downgrade", "true");
    return properties;
  }

  /** The part of the answer that bears on the question, and how far it can be believed. */
  DnsReply ask(Message question) {
    var validation =
        new Validation(servers, settings.dnssec().questionsMax(), settings.lookupTimeout());
    Message judged = validation.await(library.sendAsync(question, validation));
    if (judged == null) {
      return DnsReply.none(validation.problem());
    }
    Message shown = validation.seen().get(0);
    if (judged.getHeader().getFlag(Flags.AD)) {
      return new DnsReply(shown, AnswerSecurity.SECURE);
    }
    if (validation.problem() != null) {
      return DnsReply.none(validation.problem());
    }
    return lessThanSecure(judged, validation.seen());
  }

  private DnsReply lessThanSecure(Message judged, List<Message> seen) {
    Message shown = seen.get(0);
    String reason = reason(judged).orElse("");
    if (reason.startsWith(TOO_MANY_ITERATIONS)) {
      // The library calls some of these bogus. They are signed, so nobody can have made them up.
      return RelevantAnswer.hashesMoreThan(shown, settings.dnssec().nsec3IterationsMax())
          ? new DnsReply(shown, AnswerSecurity.insecure(ValidationWords.of(reason)))
          : bogus("failed.nodata", seen);
    }
    if (judged.getHeader().getRcode() != shown.getHeader().getRcode()) {
      return bogus(reason, seen);
    }
    boolean denial = shown.getSection(Section.ANSWER).isEmpty();
    return reason.isEmpty() && denial
        // The library lost its way in a denial and hides it.
        ? DnsReply.none("DNSSEC: the denial cannot be validated")
        : new DnsReply(shown, AnswerSecurity.insecure(ValidationWords.of(reason)));
  }

  private DnsReply bogus(String reason, List<Message> seen) {
    String why =
        new BogusAnswer(seen, clock.instant()).words().orElseGet(() -> ValidationWords.of(reason));
    return new DnsReply(null, AnswerSecurity.bogus("DNSSEC: bogus, " + why));
  }

  private static Optional<String> reason(Message judged) {
    for (Record record : judged.getSection(Section.ADDITIONAL)) {
      if (record instanceof TXTRecord text
          && record.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS) {
        return Optional.of(String.join("", text.getStrings()));
      }
    }
    return Optional.empty();
  }
}
