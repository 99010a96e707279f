package relay.domain.verification.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.IpLiteral;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.verification.FakeZone;
import relay.domain.verification.spf.SpfResult;
import relay.domain.verification.spf.SpfSender;
import relay.domain.verification.spf.SpfVerdict;

class AuthorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: bob@Example.org | example.org",
        "From: \"Bob, x@evil.example\" <bob@example.org> | example.org",
        "FROM : bob@example.org (Bob) | example.org",
        "From: bob@b\u00fccher.example | xn--bcher-kva.example",
        "From: a@one.example, b@two.example, c@one.example | one.example two.example",
        "From: us: a@one.example; | one.example",
      })
  void shouldFindTheDomainsOfTheAuthors(String field, String domains) throws IOException {
    Authors authors = authors(field);

    assertThat(authors.problem()).isEmpty();
    assertThat(String.join(" ", authors.domains())).isEqualTo(domains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: no author",
        "From: a@one.example\r\nFrom: a@one.example",
        "From:",
        "From: Bob",
        "From: bob@[192.0.2.1]",
        "From: bob@",
        "From: @example.org",
        "From: a@one.example b@two.example",
        "From: a@one.example <b@two.example",
        "From: a@a.example, a@b.example, a@c.example, a@d.example, a@e.example",
      })
  void shouldSayWhyThereIsNoAuthor(String fields) throws IOException {
    Authors authors = authors(fields);

    assertThat(authors.domains()).isEmpty();
    assertThat(authors.problem()).isPresent();
  }

  @Test
  void shouldTakeOnlyWhatPassedForProven() {
    SpfSender sender =
        SpfSender.of(IpLiteral.parse("192.0.2.1").orElseThrow(), "h.example", "b@Env.Example.");
    List<DkimResult> signatures =
        List.of(
            signature(DkimStatus.PASS, "One.Example"),
            signature(DkimStatus.FAIL, "two.example"),
            signature(DkimStatus.PASS, "one.example"),
            signature(DkimStatus.TEMPERROR, "three.example"));

    Authenticated proven = Authenticated.by(sent(sender, SpfResult.PASS), signatures);
    Authenticated softly = Authenticated.by(sent(sender, SpfResult.SOFTFAIL), List.of());

    assertThat(proven.sender()).contains("env.example");
    assertThat(proven.signers()).containsExactly("one.example");
    assertThat(proven.waiting()).isTrue();
    assertThat(softly).isEqualTo(new Authenticated(Optional.empty(), List.of(), false));
    assertThat(Authenticated.by(sent(sender, SpfResult.TEMPERROR), List.of()).waiting()).isTrue();
  }

  @Test
  void shouldAlwaysComeToAVerdict() {
    String[] pieces = {
      "v=DMARC1",
      ";",
      "p=",
      "reject",
      "none",
      "sp=",
      "np=",
      "psd=",
      "y",
      "n",
      "t=y",
      " ",
      "=",
      "rua=",
      "mailto:a@b",
      "adkim=s",
      "\u0000",
      "\u00e9",
      ",",
      "x"
    };
    String[] names = {"a.b.example", "b.example", "example", "c.example"};
    Chance.rounds(
        2000,
        random -> {
          FakeZone zone = new FakeZone();
          for (String name : names) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "v=DMARC1;" : "");
            for (int i = random.nextInt(12); i > 0; i--) {
              text.append(Chance.oneOf(random, pieces));
            }
            zone.add("_dmarc." + name, "TXT", text.toString());
            if (random.nextInt(8) == 0) {
              zone.silent(name);
            }
          }

          DmarcVerdict verdict =
              new DmarcCheck(zone, Optional.empty())
                  .check(
                      new Authors(List.of(Chance.oneOf(random, names)), Optional.empty()),
                      new Authenticated(
                          Optional.of(Chance.oneOf(random, names)), List.of(), false));

          assertThat(verdict.disposition()).isLessThanOrEqualTo(verdict.asked());
          assertThat(verdict.result() == DmarcResult.PASS).isEqualTo(!verdict.aligned().isEmpty());
          assertThat(zone.questions()).hasSizeLessThan(20);
        });
  }

  private static Optional<Authenticated.Sent> sent(SpfSender sender, SpfResult result) {
    return Optional.of(
        new Authenticated.Sent(
            sender,
            new SpfVerdict(result, "", sender.domain(), Optional.empty(), Optional.empty(), 0, 0)));
  }

  private static DkimResult signature(DkimStatus status, String domain) {
    return new DkimResult(status, "", domain, "s", "rsa-sha256", false);
  }

  private static Authors authors(String fields) throws IOException {
    byte[] mail = (fields + "\r\n\r\nbody\r\n").getBytes(StandardCharsets.UTF_8);
    return Authors.of(HeaderSection.of(Content.of(mail), 10_000, 100));
  }
}
