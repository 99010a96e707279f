package relay.domain.verification.spf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.FakeZone;
import relay.domain.verification.VerificationSettings;

/** One check in one call, for tests. */
final class SpfCases {
  static final InstantSource CLOCK = () -> Instant.parse("2026-01-01T00:00:00Z");
  static final VerificationSettings SETTINGS =
      new VerificationSettings(2, Duration.ofSeconds(20), "mx.receiver.example");

  private SpfCases() {}

  static SpfVerdict check(FakeZone zone, String ip, String helo, String from) {
    return check(zone, SpfSender.of(IpLiteral.parse(ip).orElseThrow(), helo, from));
  }

  static SpfVerdict check(FakeZone zone, SpfSender sender) {
    return new SpfCheck(zone, SETTINGS, CLOCK).check(sender);
  }

  /** From {@code bob@a.example} at 192.0.2.1, when a.example has this record. */
  static SpfVerdict record(String record, String... furtherLines) {
    FakeZone zone = FakeZone.of(String.join("\n", furtherLines));
    return check(zone.add("a.example", "TXT", record), "192.0.2.1", "h.example", "bob@a.example");
  }
}
