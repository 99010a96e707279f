package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.FakeZone;

/** Whatever stands in records, senders and names: one of the seven results, and few questions. */
class SpfFuzzTest {
  private static final String[] PIECES = {
    "a",
    "mx",
    "ptr",
    "include",
    "exists",
    "redirect",
    "exp",
    "ip4",
    "ip6",
    "all",
    ":",
    "/",
    "//",
    "=",
    "+",
    "-",
    "~",
    "?",
    " ",
    "%{",
    "}",
    "%%",
    "%",
    "%_",
    "d",
    "i",
    "p",
    "s",
    "l",
    "2",
    "24",
    "0",
    "999999999999",
    "r",
    ".",
    "a.example",
    "b.example",
    "c.example",
    "192.0.2.1",
    "2001:db8::",
    "::",
    "\u00e9",
    "\u0000",
    "\t",
    "\"",
    "{d2r.-+}",
    "v=spf1",
    "%{ir}.%{v}.",
    "%{d}",
    "%{l1r-}.",
    "@"
  };
  private static final String[] NAMES = {
    "a.example", "b.example", "c.example", "1.2.0.192.in-addr.arpa"
  };
  private static final int QUESTIONS_MAX = 1 + 10 + 10 * 10 + 11 + 1;

  @Test
  void shouldAlwaysAnswerWithinItsBounds() {
    Chance.rounds(
        3000,
        random -> {
          FakeZone zone = zone(random);
          InetAddress ip =
              IpLiteral.parse(Chance.oneOf(random, "192.0.2.1", "2001:db8::1", "::")).orElseThrow();
          String from = random.nextInt(3) == 0 ? text(random, 6) : "bob@a.example";

          SpfVerdict verdict = SpfCases.check(zone, SpfSender.of(ip, text(random, 3), from));

          assertThat(verdict.reason()).matches("[ -~]*").hasSizeLessThan(1000);
          assertThat(zone.questions()).hasSizeLessThanOrEqualTo(QUESTIONS_MAX);
          assertThat(verdict.lookups()).isLessThanOrEqualTo(SpfQuestions.LOOKUPS_MAX + 1);
          assertThat(verdict.explanation().orElse("").length()).isLessThan(1_000_000);
        });
  }

  @Test
  void shouldReadWhatItWritesForSoundRecords() {
    Chance.rounds(
        500,
        random -> {
          int bits = random.nextInt(33);
          byte[] octets = new byte[4];
          random.nextBytes(octets);
          InetAddress block = InetAddress.getByAddress(octets);
          FakeZone zone =
              FakeZone.of(
                  "a.example TXT v=spf1 ip4:" + block.getHostAddress() + "/" + bits + " -all");
          byte[] client = octets.clone();
          int bit = random.nextInt(32);
          client[bit / 8] ^= (byte) (1 << 7 - bit % 8);

          SpfVerdict verdict =
              SpfCases.check(
                  zone, SpfSender.of(InetAddress.getByAddress(client), "h.example", "a.example"));

          assertThat(verdict.result()).isEqualTo(bit < bits ? SpfResult.FAIL : SpfResult.PASS);
        });
  }

  private static FakeZone zone(Random random) {
    FakeZone zone = new FakeZone();
    for (String name : NAMES) {
      zone.add(name, "TXT", "v=spf1 " + text(random, 25));
      if (random.nextBoolean()) {
        zone.add(name, "A", "192.0.2." + random.nextInt(3));
        zone.add(name, "MX", "10 " + Chance.oneOf(random, NAMES));
        zone.add(name, "PTR", Chance.oneOf(random, NAMES));
      } else if (random.nextInt(4) == 0) {
        zone.silent(name);
      }
    }
    return zone;
  }

  private static String text(Random random, int piecesMax) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(piecesMax + 1); i > 0; i--) {
      text.append(Chance.oneOf(random, PIECES));
    }
    return text.toString();
  }
}
